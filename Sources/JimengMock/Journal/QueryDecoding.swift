import HTTPTransport

/// Undoes the form encoding of a query (URL standard §5.1): `+` is a space, `%41` a letter. What is
/// no encoding stands for itself.
enum QueryDecoding {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, into result: inout ContiguousArray<UInt8>)
  {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = bytes[index + 1].hexDigitValue, let low = bytes[index + 2].hexDigitValue
      {
        result.append(UInt8(high << 4 | low))
        index += 3
      } else {
        result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        index += 1
      }
    }
  }

  static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var result = ContiguousArray<UInt8>()
    decode(bytes, into: &result)
    return String(decoding: result, as: UTF8.self)
  }

  /// Name and value of every pair, decoded, in the order sent.
  static func pairs(_ query: String) -> [(name: String, value: String)] {
    var query = query
    return query.withUTF8 { bytes in
      bytes.split(separator: UInt8(ascii: "&")).map { pair in
        let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
        return (
          text(UnsafeBufferPointer(rebasing: pair[..<equals])),
          text(UnsafeBufferPointer(rebasing: pair[equals...].dropFirst()))
        )
      }
    }
  }
}
