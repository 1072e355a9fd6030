import StrictJSON

/// Lists the rules of an operation in the order in which violations are reported.
struct RuleLister {
  private let operation: Operation
  private var rules: [ContractRule] = []
  private var visited: Set<SchemaID> = []
  /// Alternatives within alternatives have more ways than rules.
  private var visitsLeft = 5_000

  init(_ operation: Operation) {
    self.operation = operation
  }

  static func rules(of operation: Operation) -> [ContractRule] {
    var lister = RuleLister(operation)
    for parameter in operation.parameters { lister.list(parameter) }
    if let body = operation.body { lister.list(body) }
    return lister.rules
  }

  private mutating func list(_ parameter: Parameter) {
    if parameter.isContentType && operation.body == nil { return }
    if parameter.isRequired, let source = parameter.requiredSource {
      add(parameter.location, parameter.name, .required, .string(parameter.name), source)
    }
    if let schema = parameter.schema { list(schema, parameter.location, parameter.name) }
  }

  private mutating func list(_ body: RequestBody) {
    let types = body.contents.map { JSONValue.string($0.range.text) }
    if !types.isEmpty {
      let value: JSONValue = types.count == 1 ? types[0] : .array(types)
      add(.header, "Content-Type", .mediaType, value, body.source)
    }
    guard let schema = body.jsonSchema else { return }
    list(schema, .body, "")
  }

  private mutating func list(_ id: SchemaID, _ location: Violation.Location, _ field: String) {
    guard visitsLeft > 0, visited.insert(id).inserted else { return }
    visitsLeft -= 1
    defer { visited.remove(id) }
    let node = operation.nodes[id.index]
    let name = field.isEmpty ? "body" : field
    for rule in node.rules where rule.name != .required {
      add(location, name, rule.name, rule.value, rule.source)
    }
    for inner in node.combination?.all ?? [] { list(inner, location, field) }
    if let arrays = node.arrays { list(arrays, location, field) }
    if let objects = node.objects { list(objects, location, field) }
  }

  private mutating func list(
    _ rules: ArrayRules, _ location: Violation.Location, _ field: String
  ) {
    for id in rules.tuple { list(id, location, "\(field)[]") }
    if case .schema(let id) = rules.rest { list(id, location, "\(field)[]") }
  }

  private mutating func list(
    _ rules: ObjectRules, _ location: Violation.Location, _ field: String
  ) {
    for member in rules.fields {
      let name = field.isEmpty ? member.name : "\(field).\(member.name)"
      if member.isRequired, let source = member.requiredSource {
        add(location, name, .required, .string(member.name), source)
      }
      if let schema = member.schema { list(schema, location, name) }
    }
    for (pattern, id) in rules.patternFields { list(id, location, "\(field).<\(pattern.text)>") }
    if case .schema(let id) = rules.additional { list(id, location, "\(field).*") }
  }

  private mutating func add(
    _ location: Violation.Location, _ field: String, _ rule: RuleName, _ value: JSONValue,
    _ source: RuleSource
  ) {
    rules.append(
      ContractRule(
        method: operation.method, path: operation.plainPath, location: location, field: field,
        rule: rule, value: value, words: ContractRule.words(rule, value), source: source))
  }
}

extension Contract {
  /// Every rule that requests are held to, operation by operation, in the page's order.
  package var rules: [ContractRule] { operations.flatMap(RuleLister.rules) }
}
