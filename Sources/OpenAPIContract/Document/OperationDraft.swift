import StrictJSON

/// An operation in the making: everything but the schemas, which are finished last.
struct OperationDraft {
  let node: SpecNode
  let method: String
  let path: PathTemplate
  var served: [PathTemplate] = []
  var parameters: [Parameter] = []
  var body: RequestBody?
  var responses: [ResponseSpec] = []

  init(node: SpecNode, method: String, path: PathTemplate) {
    self.node = node
    self.method = method
    self.path = path
  }
}

extension Parameter {
  /// Knows, once the schemas do, whether the value need be looked at.
  func finished(_ nodes: [SchemaNode]) -> Parameter {
    guard let schema else { return self }
    let node = nodes[schema.index]
    let isPlainString =
      node.types == .string && node.enumeration == nil && node.strings == nil
      && node.combination == nil
    return Parameter(
      location: location, name: name, requiredSource: requiredSource, schema: schema,
      isJSON: isJSON, isExploded: isExploded, pointer: pointer,
      needsValue: isJSON || !isPlainString)
  }
}

extension RequestBody {
  /// A body whose schema requires fields is required, though `required` defaults to false
  /// (OpenAPI 3.0.3 §4.7.13.1): without it those fields are missing.
  func finished(_ nodes: [SchemaNode]) -> RequestBody {
    guard !isRequired, contents.count == 1, let schema = contents[0].schema else { return self }
    guard let source = Self.firstRequirement(schema, nodes) else { return self }
    return RequestBody(
      contents: contents, requiredSource: source, pointer: pointer,
      source: self.source)
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
