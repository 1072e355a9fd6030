import StrictJSON

/// A query of `name=value` pairs (the form encoding of the URL standard §5.1).
struct QueryText {
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The decoded values of every pair of that name.
  func values(of name: String) -> [String] {
    guard !bytes.isEmpty else { return [] }
    return bytes.split(separator: UInt8(ascii: "&")).compactMap { pair in
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      let decoded = PercentEncoding.decode(pair[..<equals], plusIsSpace: true)
      guard CodePoints.areEqual(decoded, name) else { return nil }
      return PercentEncoding.decode(pair[equals...].dropFirst(), plusIsSpace: true)
    }
  }
}
