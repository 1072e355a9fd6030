package import StrictJSON

/// What a request carries (OpenAPI 3.0.3 §4.7.13).
package struct RequestBody: Sendable {
  package struct Content: Sendable {
    package let range: MediaRange
    package let schema: SchemaID?
  }

  /// In the page's order.
  package let contents: [Content]
  /// The page says so, or its schema requires fields, which no absent body has.
  package let isRequired: Bool
  package let requiredSource: RuleSource?
  package let pointer: JSONPointer
  package let source: RuleSource

  /// The content that a Content-Type names; nil when the page has none such.
  package func content(for value: UnsafeBufferPointer<UInt8>) -> Content? {
    contents.first { $0.range.matches(value) }
  }

  /// The schema of the first content that is JSON.
  package var jsonSchema: SchemaID? {
    contents.first { $0.range.isJSON }?.schema
  }

  package var isJSON: Bool { contents.contains { $0.range.isJSON } }
}
