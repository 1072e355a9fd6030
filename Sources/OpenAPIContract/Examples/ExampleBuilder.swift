package import StrictJSON

/// Makes values that satisfy a schema: the page's own examples where they are valid, else what the
/// keywords ask for. It may find none; what it gives has been validated.
package struct ExampleBuilder: Sendable {
  private let nodes: [SchemaNode]
  private let document: JSONValue
  /// Schemas within schemas that are still gone into: a recursive one has no smallest value.
  private var depthLeft = 24
  /// Optional fields are filled no deeper than this.
  private static let optionalDepthMax = 8
  /// The schemas around the value: an optional field that leads back to one of them is left out.
  private var enclosing: Set<SchemaID> = []

  /// Whether values have every field, not only those that are required.
  private let isComplete: Bool

  /// For requests: values with the fields that are required.
  package init(_ contract: Contract) {
    nodes = contract.nodes
    document = contract.document.root
    isComplete = false
  }

  /// For responses: values with every field that has a value.
  package init(_ schema: CompiledSchema, of document: SpecDocument) {
    nodes = schema.nodes
    self.document = document.root
    isComplete = true
  }

  /// A value that satisfies the schema; nil when none was found.
  package func value(of id: SchemaID) -> JSONValue? {
    guard depthLeft > 0 else { return nil }
    var inner = self
    inner.depthLeft -= 1
    inner.enclosing.insert(id)
    let node = nodes[id.index]
    return pageExamples(of: node).first { isValid($0, id) }
      ?? inner.builtValues(for: node).first { isValid($0, id) }
  }

  /// A body that the operation accepts: the page's example of it where that is valid.
  package func body(of operation: Operation) -> JSONValue? {
    guard let body = operation.body, let id = body.jsonSchema else { return nil }
    let content = JSONPointer(tokens: body.pointer.tokens + ["content"]).resolve(in: document)
    let media = body.contents.first { $0.schema == id }.flatMap { content?[$0.type.text] }
    var examples = [media?["example"]]
    examples += (media?["examples"]?.object?.members ?? []).map { $0.value["value"] }
    return examples.lazy.compactMap { $0 }.map(ResponseSpec.value).first { isValid($0, id) }
      ?? value(of: id)
  }

  package func isValid(_ value: JSONValue, _ id: SchemaID) -> Bool {
    var validator = Validator(nodes: nodes, location: .body, collects: false)
    return validator.validate(value, id) && !validator.exceededBudget
  }

  private func pageExamples(of node: SchemaNode) -> [JSONValue] {
    let keywords = ["example", "default"].compactMap {
      node.pointer.appending($0).resolve(in: document)
    }
    let prose = [node.proseExample, node.proseDefault].compactMap { $0 }
    return keywords + prose + (node.enumeration?.values ?? [])
  }

  /// Candidates only: the schema's parts may still contradict each other.
  private func builtValues(for node: SchemaNode) -> [JSONValue] {
    let types = node.types.isEmpty ? Self.impliedTypes(node) : node.types
    var values: [JSONValue] = []
    if types.contains(.object) { values += objects(node) }
    if types.contains(.array) { values += arrays(node.arrays) }
    if types.contains(.string) { values += strings(node.strings).map(JSONValue.string) }
    if !types.isDisjoint(with: [.integer, .number]) { values += numbers(node.numbers) }
    if types.contains(.boolean) { values += [true, false] }
    if types.contains(.null) { values.append(.null) }
    guard let combination = node.combination else { return values }
    let branches = combination.allOf + combination.oneOf + combination.anyOf
    return values + branches.compactMap(value)
  }

  private static func impliedTypes(_ node: SchemaNode) -> TypeSet {
    if node.objects != nil { return .object }
    if node.arrays != nil { return .array }
    if node.strings != nil { return .string }
    if node.numbers != nil { return .number }
    return node.combination == nil ? [.string] : [.object]
  }
}

// MARK: Objects and arrays

extension ExampleBuilder {
  private func objects(_ node: SchemaNode) -> [JSONValue] {
    var members: [JSONObject.Member] = []
    for id in node.combination?.allOf ?? [] {
      members += value(of: id)?.object?.members ?? []
    }
    let fields = node.objects?.fields ?? []
    for field in fields where field.isRequired {
      guard let value = field.schema.map(value(of:)) ?? "text" else { return [] }
      members.removeAll { CodePoints.areEqual($0.name, field.name) }
      members.append(.init(name: field.name, value: value))
    }
    // A schema may ask for more fields than it requires by name.
    let isFilled = isComplete && enclosing.count <= Self.optionalDepthMax
    let count = isFilled ? fields.count : node.objects?.countMin ?? 0
    for field in fields where !field.isRequired && members.count < count {
      if let schema = field.schema, enclosing.contains(schema) { continue }
      guard let value = field.schema.map(value(of:)) ?? "text" else { continue }
      members.append(.init(name: field.name, value: value))
    }
    let alternatives = (node.combination?.oneOf ?? []) + (node.combination?.anyOf ?? [])
    let own = JSONValue.object(JSONObject(members: members))
    return [own]
      + alternatives.compactMap { value(of: $0)?.object?.members }.map { others in
        .object(JSONObject(members: members + others))
      }
  }

  private func arrays(_ rules: ArrayRules?) -> [JSONValue] {
    guard let rules else { return [[]] }
    guard let id = rules.items, let item = value(of: id) else {
      return [.array((0..<(rules.countMin ?? 0)).map { .number($0) }), []]
    }
    // One item at least, so that there is something to break its rules in.
    let count = max(1, rules.countMin ?? 0)
    let distinct = nodes[id.index].enumeration?.values ?? []
    return [
      .array(Array(repeating: item, count: count)),
      .array(Array(distinct.prefix(count))),
      .array((1...count).map { .number($0) }),
      .array((1...count).map { .string("text \($0)") }),
      [],
    ]
  }
}

// MARK: Scalars

extension ExampleBuilder {
  private func strings(_ rules: StringRules?) -> [String] {
    let text = "text"
    guard let rules else { return [text] }
    var texts = rules.format.map { [$0.example] } ?? []
    if let pattern = rules.pattern, let sample = PatternSampler.sample(pattern) {
      texts.append(sample)
    }
    let length = min(max(text.count, rules.lengthMin ?? 0), rules.lengthMax ?? .max)
    let padding = String(repeating: "x", count: max(0, length - text.count))
    return texts + [String(text.prefix(length)) + padding]
  }

  private func numbers(_ rules: NumberRules?) -> [JSONValue] {
    var numbers: [JSONNumber] = [JSONNumber(1), JSONNumber(0)]
    if let multiple = rules?.multipleOf { numbers.append(multiple) }
    for bound in [rules?.range.lower, rules?.range.upper].compactMap({ $0?.value }) {
      numbers += [bound] + bound.neighbors
    }
    return numbers.map(JSONValue.number)
  }
}

extension JSONNumber {
  /// One less and one more, and for a number that is no integer a tenth as well.
  package var neighbors: [JSONNumber] {
    if let int { return [JSONNumber(int &- 1), JSONNumber(int &+ 1)] }
    guard let double else { return [] }
    return [-1, 1, -0.1, 0.1].compactMap { JSONNumber("\(double + $0)") }
  }
}

extension Format {
  /// A text of the format, as its RFC has one; for the formats of numbers, a text that is a number.
  package var example: String {
    switch self {
    case .dateTime: "2025-05-26T01:00:21Z"
    case .date: "2025-05-26"
    case .time: "01:00:21Z"
    case .email: "pig@example.com"
    case .hostname: "example.com"
    case .ipv4: "192.0.2.1"
    case .ipv6: "2001:db8::1"
    case .uri, .uriReference: "https://example.com/pig.png"
    case .uuid: "123e4567-e89b-12d3-a456-426614174000"
    case .byte: "cGln"
    case .int32, .int64: "1"
    }
  }
}
