import StrictJSON

/// A Cookie field: `name=value` pairs, parted by semicolons (RFC 6265 §4.2.1).
struct CookieText {
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  func value(of name: String) -> String? {
    for pair in bytes.split(separator: UInt8(ascii: ";")) {
      let trimmed = pair.drop { $0 == 0x20 }
      guard let equals = trimmed.firstIndex(of: UInt8(ascii: "=")) else { continue }
      guard CodePoints.areEqual(String(decoding: trimmed[..<equals], as: UTF8.self), name) else {
        continue
      }
      return String(decoding: trimmed[(equals + 1)...], as: UTF8.self)
    }
    return nil
  }
}
