package import StrictJSON

/// Makes values that a schema admits: the page's own examples where they are right, else what the
/// keywords ask for. It may find none; what it gives has been judged.
package struct ExampleBuilder: Sendable {
  private let nodes: [SchemaNode]
  private let document: JSONValue
  /// Schemas within schemas that are still gone into: a recursive one has no smallest value.
  private var depthLeft = 24

  package init(_ contract: Contract) {
    nodes = contract.nodes
    document = contract.document.root
  }

  /// A value that the schema admits, with the fields that it requires; nil when none was found.
  package func value(of id: SchemaID) -> JSONValue? {
    guard depthLeft > 0 else { return nil }
    var inner = self
    inner.depthLeft -= 1
    let node = nodes[id.index]
    return pageExamples(of: node).first { admits($0, id) }
      ?? inner.builtValues(for: node).first { admits($0, id) }
  }

  /// A body that the operation accepts: the page's example of it where that is valid.
  package func body(of operation: Operation) -> JSONValue? {
    guard let body = operation.body, let id = body.jsonSchema else { return nil }
    let content = JSONPointer(tokens: body.pointer.tokens + ["content"]).resolve(in: document)
    let media = body.contents.first { $0.schema == id }.flatMap { content?[$0.range.text] }
    var examples = [media?["example"]]
    examples += (media?["examples"]?.object?.members ?? []).map { $0.value["value"] }
    return examples.lazy.compactMap { $0 }.map(Self.read).first { admits($0, id) } ?? value(of: id)
  }

  package func admits(_ value: JSONValue, _ id: SchemaID) -> Bool {
    var judge = SchemaJudge(nodes: nodes)
    return judge.admits(value, id) && !judge.gaveUp
  }

  /// Export tools write JSON into a text.
  private static func read(_ example: JSONValue) -> JSONValue {
    guard case .string(let text) = example, let read = try? TolerantJSONReader.read(text) else {
      return example
    }
    return read.root
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
    for field in fields where !field.isRequired && members.count < node.objects?.countMin ?? 0 {
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
    let tuple = rules.tuple.compactMap(value)
    guard case .schema(let id) = rules.rest, let item = value(of: id) else {
      let free = max(0, (rules.countMin ?? 0) - tuple.count)
      return [.array(tuple + (0..<free).map { .number($0) }), []]
    }
    // One item at least, so that there is something to break its rules in.
    let count = max(1, (rules.countMin ?? 0) - tuple.count)
    let distinct = nodes[id.index].enumeration?.values ?? []
    return [
      .array(tuple + Array(repeating: item, count: count)),
      .array(tuple + distinct.prefix(count)),
      .array(tuple + (1...count).map { .number($0) }),
      .array(tuple + (1...count).map { .string("text \($0)") }),
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
