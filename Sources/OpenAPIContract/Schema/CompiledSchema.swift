package import StrictJSON

/// All schemas of a contract, compiled: one arena, in which schemas refer to each other by place.
package struct CompiledSchema: Sendable {
  package let nodes: [SchemaNode]
  package let root: SchemaID

  package func node(_ id: SchemaID) -> SchemaNode { nodes[id.index] }

  /// Compiles a bare JSON Schema of draft 4.
  package static func compile(
    bare schema: JSONValue, name: String = "schema"
  ) throws(ContractError) -> CompiledSchema {
    let document = SpecDocument(name: name, located: LocatedValue(line: 1, kind: .scalar(schema)))
    var compiler = SchemaCompiler(document: document, dialect: .draft4)
    let root = SpecNode(document: document, value: schema, pointer: .root)
    let id = try compiler.compile(root)
    return CompiledSchema(nodes: try compiler.finish(), root: id)
  }

  /// Whether the value satisfies the root schema.
  package func admits(_ value: JSONValue) -> Bool {
    var judge = SchemaJudge(nodes: nodes)
    return judge.admits(value, root)
  }

  /// Every violation of the root schema.
  package func judge(_ value: JSONValue) -> Judgement {
    SchemaExaminer.examine(value, nodes: nodes, root: root, location: .body)
  }
}
