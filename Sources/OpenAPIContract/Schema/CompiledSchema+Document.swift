package import StrictJSON

extension CompiledSchema {
  /// Compiles one schema of an OpenAPI document, to hold answers to it. Requests are `Contract`'s.
  ///
  /// - Parameter pointer: to a schema object, such as `/components/schemas/Task`.
  /// - Throws: `ContractError`, also when the pointer leads nowhere.
  package static func compile(
    _ pointer: JSONPointer, of document: SpecDocument
  ) throws(ContractError) -> CompiledSchema {
    let root = SpecNode(document: document, value: document.root, pointer: .root)
    guard let value = pointer.resolve(in: document.root) else {
      throw root.error(.reference(.toNowhere("#\(pointer)")))
    }
    let dialect = try ContractCompiler(document).schemas.dialect
    var compiler = SchemaCompiler(document: document, dialect: dialect)
    let id = try compiler.compile(SpecNode(document: document, value: value, pointer: pointer))
    return CompiledSchema(nodes: try compiler.finish(), root: id)
  }
}
