extension Operation {
  package func node(_ id: SchemaID) -> SchemaNode { nodes[id.index] }
}
