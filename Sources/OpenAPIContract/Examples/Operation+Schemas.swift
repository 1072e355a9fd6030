package import StrictJSON

/// One schema of an operation by itself.
extension Operation {
  package func node(_ id: SchemaID) -> SchemaNode { nodes[id.index] }

  /// Every violation of that schema; their pointers begin at the value.
  package func judge(_ value: JSONValue, by id: SchemaID) -> Judgement {
    SchemaExaminer.examine(value, nodes: nodes, root: id, location: .body)
  }
}
