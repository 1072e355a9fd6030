package import StrictJSON

/// An answer that the page documents (OpenAPI 3.0.3 §4.7.17).
package struct ResponseSpec: Sendable {
  /// `200`, `4XX`, `default`.
  package let status: String
  package let mediaType: String?
  /// As a value, also when the page holds it as a text with comments.
  package let example: JSONValue?
  package let pointer: JSONPointer
}
