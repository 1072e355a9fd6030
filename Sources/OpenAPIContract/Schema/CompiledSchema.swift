package import StrictJSON

/// Schemas, compiled: one arena, in which they refer to each other by position.
package struct CompiledSchema: Sendable {
  package let nodes: [SchemaNode]
  package let root: SchemaID

  package func node(_ id: SchemaID) -> SchemaNode { nodes[id.index] }

  /// Compiles a schema of our own files: JSON Schema draft 4 as far as OpenAPI 3.0 has it.
  ///
  /// - Throws: `ContractError`, also for a keyword that would not be checked.
  package static func compile(
    bare schema: JSONValue, name: String = "schema"
  ) throws(ContractError) -> CompiledSchema {
    let document = SpecDocument(name: name, located: LocatedValue(line: 1, kind: .scalar(schema)))
    let root = SpecNode(document: document, value: schema, pointer: .root)
    return try compile(root, dialect: .draft4)
  }

  /// Compiles one schema of an OpenAPI document, to check answers with it. Requests are
  /// `Contract`'s.
  ///
  /// - Parameter pointer: to a schema object, such as `/components/schemas/Task`.
  /// - Throws: `ContractError`, also when the pointer leads nowhere.
  package static func compile(
    _ pointer: JSONPointer, of document: SpecDocument
  ) throws(ContractError) -> CompiledSchema {
    let root = SpecNode(document: document, value: document.root, pointer: .root)
    guard let value = pointer.resolve(in: document.root) else {
      throw root.error(.referenceToNowhere("#\(pointer)"))
    }
    let dialect = try SchemaDialect(root)
    return try compile(
      SpecNode(document: document, value: value, pointer: pointer), dialect: dialect)
  }

  private static func compile(
    _ node: SpecNode, dialect: SchemaDialect
  ) throws(ContractError) -> CompiledSchema {
    var compiler = SchemaCompiler(document: node.document, dialect: dialect)
    let id = try compiler.compile(node)
    if dialect == .draft4, let part = compiler.unchecked.first {
      let place = SpecNode(document: node.document, value: .null, pointer: part.pointer)
      throw place.error(.keywordUnsupported(part.words))
    }
    return CompiledSchema(nodes: try compiler.finish(), root: id)
  }

  /// Whether the value satisfies the root schema.
  package func isValid(_ value: JSONValue) -> Bool {
    var validator = Validator(nodes: nodes, location: .body, collects: false)
    return validator.validate(value, root)
  }

  /// Every violation of the root schema.
  package func validate(_ value: JSONValue) -> ValidationResult {
    Validator.validate(value, nodes: nodes, root: root, location: .body)
  }
}
