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

  private static func hexPair(_ bytes: some Collection<UInt8>) -> UInt8? {
    let pair = Array(bytes.prefix(2))
    guard pair.count == 2, pair.allSatisfy(\.isFormatHex) else { return nil }
    return UInt8(String(decoding: pair, as: UTF8.self), radix: 16)
  }
}
