import StrictJSON

/// What requests must satisfy, compiled from one document: its keywords, and its prose.
package struct Contract: Sendable {
  /// The file's name.
  package let name: String
  package let title: String
  package let operations: [Operation]
  /// Every schema that the operations use.
  package let nodes: [SchemaNode]
  /// Descriptions that set no rule, and why.
  package let unread: [UnreadProse]
  /// Keywords that nothing is held to.
  package let unchecked: [UncheckedKeyword]
  let document: SpecDocument

  /// - Throws: `ContractError`, at the first thing that is not as it must be.
  package static func compile(_ document: SpecDocument) throws(ContractError) -> Contract {
    var compiler = try ContractCompiler(document)
    return try compiler.compile()
  }
}
