import StrictJSON

/// Parameters carry their description beside the schema, not in it.
extension SchemaCompiler {
  /// Compiles the schema as if the description stood in it, unless it has one of its own.
  mutating func compile(
    _ node: SpecNode, describedBy description: SpecNode?
  ) throws(ContractError) -> SchemaID {
    guard let description, description.value.string?.isEmpty == false else {
      return try compile(node)
    }
    let target = try node.resolved()
    guard target.member("description") == nil, target.pointer == node.pointer else {
      return try compile(node)
    }
    return try compile(node, prose: description)
  }
}
