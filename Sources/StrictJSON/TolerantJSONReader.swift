/// Reads the examples that people write into pages: JSON with `//` and `/* */` comments and
/// trailing commas. About everything else it is as strict as `JSONReader`. Never for a request.
package enum TolerantJSONReader {
  /// - Throws: `JSONReadError`, whose places are those of the text as it was given.
  package static func read(
    _ bytes: [UInt8], limits: JSONLimits = .default
  ) throws(JSONReadError) -> JSONDocument {
    try JSONReader.read(JSONBlanker.blank(bytes), limits: limits)
  }

  package static func read(
    _ text: String, limits: JSONLimits = .default
  ) throws(JSONReadError) -> JSONDocument {
    try read(Array(text.utf8), limits: limits)
  }
}
