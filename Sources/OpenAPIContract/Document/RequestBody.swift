package import StrictJSON

/// What a request carries (OpenAPI 3.0.3 §4.7.13).
package final class RequestBody: Sendable {
  package struct Content: Sendable {
    package let type: MediaType
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
    contents.first { $0.type.matches(value) }
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
    let json = contents.first { $0.type.isJSON }
    jsonSchema = json?.schema
    isJSON = json != nil
  }

  func accepts(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    for content in contents where content.type.matches(value) { return true }
    return false
  }
}

extension RequestBody {
  /// A body whose schema requires fields is required, though `required` defaults to false
  /// (OpenAPI 3.0.3 §4.7.13.1): without it those fields are missing.
  func finished(_ nodes: [SchemaNode]) -> RequestBody {
    guard !isRequired, contents.count == 1, let schema = contents[0].schema,
      let source = Self.firstRequirement(schema, nodes)
    else { return self }
    return RequestBody(
      contents: contents, requiredSource: source, pointer: pointer, source: self.source)
  }

  private static func firstRequirement(_ root: SchemaID, _ nodes: [SchemaNode]) -> RuleSource? {
    var waiting = [root]
    var visited: Set<SchemaID> = []
    while let id = waiting.popLast() {
      guard visited.insert(id).inserted else { continue }
      let node = nodes[id.index]
      let required = node.objects?.fields.first { $0.isRequired }
      // `null` would satisfy a nullable schema, yet an absent body is no null.
      if let source = required?.requiredSource { return source }
      waiting += node.combination?.allOf ?? []
    }
    return nil
  }
}
