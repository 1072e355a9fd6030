import StrictJSON

/// RFC 3986 §2.1, read without complaint: what is no encoding stands for itself, and bytes that are
/// no UTF-8 become replacement characters, which no schema means.
package enum PercentEncoding {
  /// - Parameter plusIsSpace: as in the form encoding of a query (URL standard §5.1).
  package static func decode(_ bytes: some Collection<UInt8>, plusIsSpace: Bool) -> String {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      bytes.formIndex(after: &index)
      if byte == UInt8(ascii: "+") && plusIsSpace {
        decoded.append(0x20)
      } else if byte == UInt8(ascii: "%"), let value = hexPair(bytes[index...]) {
        decoded.append(value)
        index = bytes.index(index, offsetBy: 2)
      } else {
        decoded.append(byte)
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  /// Undoes it where it changes nothing: letters, digits, `-`, `.`, `_` and `~` mean the same
  /// encoded or not, all else stays encoded (RFC 3986 §6.2.2.2).
  package static func decodeUnreserved(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> ContiguousArray<UInt8> {
    var result = ContiguousArray<UInt8>()
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), let byte = hexPair(bytes[(index + 1)...]),
        isUnreserved(byte)
      {
        result.append(byte)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// The same of a text.
  package static func decodeUnreserved(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var text = text
    return text.withUTF8 { String(decoding: decodeUnreserved($0), as: UTF8.self) }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || "-._~".utf8.contains(byte)
  }

  private static func hexPair(_ bytes: some Collection<UInt8>) -> UInt8? {
    let digits = bytes.prefix(2).compactMap(\.hexValue)
    return digits.count == 2 ? UInt8(digits[0] << 4 | digits[1]) : nil
  }
}
