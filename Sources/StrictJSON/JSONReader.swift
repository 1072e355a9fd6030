/// Reads RFC 8259 and nothing besides: no comments, no trailing commas, no NaN, no byte order mark,
/// no lone surrogates, no malformed UTF-8. It owns the grammar and knows nothing of schemas.
package enum JSONReader {
  /// - Throws: `JSONReadError` at the first fault.
  package static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits = .default
  ) throws(JSONReadError) -> JSONDocument {
    var parser = JSONParser(bytes: bytes, limits: limits)
    do {
      let root = try parser.readDocument()
      guard parser.foundDuplicates else { return JSONDocument(root: root) }
      return JSONDocument(
        root: root,
        duplicates: DuplicateFinder.find(in: root, countMax: limits.duplicatesReportedMax))
    } catch {
      throw JSONReadError(error, in: bytes)
    }
  }

  package static func read(
    _ bytes: [UInt8], limits: JSONLimits = .default
  ) throws(JSONReadError) -> JSONDocument {
    try bytes.withUnsafeBufferPointer { bytes throws(JSONReadError) in
      try read(bytes, limits: limits)
    }
  }

  package static func read(
    _ bytes: ContiguousArray<UInt8>, limits: JSONLimits = .default
  ) throws(JSONReadError) -> JSONDocument {
    try bytes.withUnsafeBufferPointer { bytes throws(JSONReadError) in
      try read(bytes, limits: limits)
    }
  }

  package static func read(
    _ text: String, limits: JSONLimits = .default
  ) throws(JSONReadError) -> JSONDocument {
    try read(Array(text.utf8), limits: limits)
  }
}
