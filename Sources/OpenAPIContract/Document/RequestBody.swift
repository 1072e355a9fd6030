package import StrictJSON

/// What a request carries (OpenAPI 3.0.3 §4.7.13).
package final class RequestBody: Sendable {
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
  package let jsonSchema: SchemaID?
  package let isJSON: Bool

  init(
    contents: [Content], requiredSource: RuleSource?, pointer: JSONPointer, source: RuleSource
  ) {
    self.contents = contents
    self.isRequired = requiredSource != nil
    self.requiredSource = requiredSource
    self.pointer = pointer
    self.source = source
    let json = contents.first { $0.range.isJSON }
    jsonSchema = json?.schema
    isJSON = json != nil
  }

  func accepts(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    for content in contents where content.range.matches(value) { return true }
    return false
  }
}
