package import StrictJSON

/// What requests must satisfy, compiled from one document: its keywords, and its prose.
package struct Contract: Sendable {
  /// The file's name.
  package let name: String
  package let title: String
  package let operations: [Operation]
  /// Every schema that the requests of the operations use.
  package let nodes: [SchemaNode]
  /// Descriptions that set no rule, and why.
  package let unread: [UncheckedPart]
  /// Keywords that nothing is checked by, and why.
  package let unchecked: [UncheckedPart]
  let document: SpecDocument

  /// - Throws: `ContractError`, at the first thing that is not as it must be.
  package static func compile(_ document: SpecDocument) throws(ContractError) -> Contract {
    var compiler = try ContractCompiler(document)
    return try compiler.compile()
  }

  /// The schema of a response, compiled; nil when the page gives none. Requests are not checked by
  /// it, so a fault in it is found only here.
  package func schema(of response: ResponseSpec) throws(ContractError) -> CompiledSchema? {
    guard let pointer = response.schema else { return nil }
    return try CompiledSchema.compile(pointer, of: document)
  }

  /// What a page that says no more answers: the response's own example, else a value with every
  /// field that its schema names; nil when it has neither.
  package func example(of response: ResponseSpec) throws(ContractError) -> JSONValue? {
    if let example = response.example { return example }
    guard let schema = try schema(of: response) else { return nil }
    return ExampleBuilder(schema, of: document).value(of: schema.root)
  }
}

/// A part of a page that no request is checked by.
package struct UncheckedPart: Sendable, Equatable {
  package let pointer: JSONPointer
  /// The keyword and its value (`format: color`), or a description's words, verbatim.
  package let words: String
  package let line: Int?
  package let why: String
}
