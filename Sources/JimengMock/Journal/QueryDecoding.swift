import OpenAPIContract

/// Undoes the form encoding of a whole query (URL standard §5.1).
enum QueryDecoding {
  /// Name and value of every pair, decoded, in the order sent.
  static func pairs(_ query: String) -> [(name: String, value: String)] {
    var query = query
    return query.withUTF8 { bytes in
      bytes.split(separator: UInt8(ascii: "&")).map { pair in
        let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
        return (
          PercentEncoding.decode(pair[..<equals], plusIsSpace: true),
          PercentEncoding.decode(pair[equals...].dropFirst(), plusIsSpace: true)
        )
      }
    }
  }
}
