package import StrictJSON

/// One rule that requests are held to, as a user is told of it.
package struct ContractRule: Sendable, Equatable {
  package let method: String
  /// As the operation is served: without the page's flattened variable.
  package let path: String
  package let location: Violation.Location
  /// `duration`, `images[].url`, `Content-Type`; `body` for the body itself.
  package let field: String
  package let rule: RuleName
  /// The keyword's value.
  package let value: JSONValue
  /// `one of 5, 10`
  package let words: String
  package let source: RuleSource
}

extension ContractRule {
  /// What a rule asks for, in few words.
  static func words(_ rule: RuleName, _ value: JSONValue) -> String {
    let text = ValueWords.yaml(value)
    switch rule {
    case .type: return TypeSet(keyword: value).wordsWithArticle
    case .enum: return "one of \(ValueWords.list(value.array ?? []))"
    case .required: return "required"
    case .additionalProperties: return "no other fields"
    case .minProperties: return "at least \(text) properties"
    case .maxProperties: return "at most \(text) properties"
    case .minItems: return "at least \(text) items"
    case .maxItems: return "at most \(text) items"
    case .uniqueItems: return "no two items alike"
    case .minimum: return "at least \(text)"
    case .exclusiveMinimum: return "more than \(text)"
    case .maximum: return "at most \(text)"
    case .exclusiveMaximum: return "less than \(text)"
    case .multipleOf: return "a multiple of \(text)"
    case .minLength: return "at least \(text) characters"
    case .maxLength: return "at most \(text) characters"
    case .pattern: return "matching \(text)"
    case .format: return text
    case .anyOf: return "one or more of \(value.array?.count ?? 0) alternatives"
    case .oneOf: return "exactly one of \(value.array?.count ?? 0) alternatives"
    case .not: return "not what is excluded"
    case .duplicateName: return "no name twice"
    case .mediaType, .json, .path, .method, .http: return text
    }
  }
}

extension Contract {
  /// Every rule that requests are held to, operation by operation, in the page's order.
  package var rules: [ContractRule] { operations.flatMap(RuleLister.rules) }
}

/// Lists the rules of an operation in the order in which violations are reported.
private struct RuleLister {
  let operation: Operation
  var rules: [ContractRule] = []
  var visited: Set<SchemaID> = []
  /// Alternatives within alternatives have more ways than rules.
  var visitsLeft = 5_000

  static func rules(of operation: Operation) -> [ContractRule] {
    var lister = RuleLister(operation: operation)
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
    let types = body.contents.map { JSONValue.string($0.type.text) }
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
    if let items = node.arrays?.items { list(items, location, "\(field)[]") }
    if let objects = node.objects { list(objects, location, field) }
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
