import StrictJSON

/// Turns a parameter's text into the value that its schema speaks of: `5` is a number where a
/// number is asked for. What does not fit stays a text, and its schema says so.
struct ParameterValue {
  private let parameter: Parameter
  private let nodes: [SchemaNode]

  init(_ parameter: Parameter, nodes: [SchemaNode]) {
    self.parameter = parameter
    self.nodes = nodes
  }

  /// - Parameter texts: one, or several when a query repeats the name.
  func value(_ texts: [String], _ schema: SchemaID) -> JSONValue {
    let last = texts.last ?? ""
    if parameter.isJSON {
      return (try? JSONReader.read(last))?.root ?? .string(last)
    }
    let node = nodes[schema.index]
    guard types(of: schema) == .array else { return value(last, types(of: schema)) }
    let isRepeated = parameter.location == .query && parameter.isExploded
    let items = isRepeated ? texts : Self.list(last)
    guard case .schema(let item) = node.arrays?.rest else {
      return .array(items.map(JSONValue.string))
    }
    return .array(items.map { value($0, types(of: item)) })
  }

  /// Comma-separated (`style: simple`, and `form` when it is not exploded).
  private static func list(_ text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
  }

  private func value(_ text: String, _ types: TypeSet) -> JSONValue {
    if !types.intersection([.number, .integer]).isEmpty, let number = JSONNumber(text) {
      return .number(number)
    }
    if types.contains(.boolean), text == "true" || text == "false" { return .bool(text == "true") }
    return .string(text)
  }

  /// What the schema asks for, also when it says so within `allOf` (a `$ref` with siblings).
  private func types(of schema: SchemaID) -> TypeSet {
    var id = schema
    for _ in 0..<8 {
      let node = nodes[id.index]
      if !node.types.isEmpty { return node.types }
      guard let next = node.combination?.allOf.first else { return [] }
      id = next
    }
    return []
  }
}
