import OpenAPIContract
import StrictJSON

/// What may be wrong with a request's body, one thing at a time, at every pointer of its schema.
struct BodyMutations {
  private let valid: RequestDraft
  private let builder: ExampleBuilder
  private var mutations: [Mutation] = []
  /// Schemas that are being gone through, so that a recursive one comes to an end.
  private var visiting: Set<SchemaID> = []
  /// The alternative that is being gone through, and where it stands.
  private var alternative: (id: SchemaID, pointer: JSONPointer)?

  /// Pages have some dozens of fields; alternatives within alternatives could go on for ever.
  private static let countMax = 5_000

  init(_ valid: RequestDraft, builder: ExampleBuilder) {
    self.valid = valid
    self.builder = builder
  }

  static func all(_ valid: RequestDraft, builder: ExampleBuilder) -> [Mutation] {
    guard case .json(let body) = valid.body else { return [] }
    var mutations = BodyMutations(valid, builder: builder)
    if let schema = valid.operation.body?.jsonSchema {
      mutations.visit(schema, .root, in: body)
    }
    mutations.addUnreadable(body)
    return mutations.mutations
  }

  /// - Parameter body: valid, with a value at the pointer.
  private mutating func visit(_ id: SchemaID, _ pointer: JSONPointer, in body: JSONValue) {
    guard mutations.count < Self.countMax, visiting.insert(id).inserted,
      let value = pointer.resolve(in: body)
    else { return }
    defer { visiting.remove(id) }
    let node = valid.operation.node(id)
    for change in ValueMutations(value: value, node: node, builder: builder).all() {
      add(change.name, change.aim, pointer, body.replacing(pointer, with: change.value))
    }
    if let rules = node.objects, value.object != nil { visit(rules, pointer, in: body) }
    if let rules = node.arrays, let items = value.array { visit(rules, items, pointer, in: body) }
    guard let combination = node.combination else { return }
    for inner in combination.allOf { visit(inner, pointer, in: body) }
    let outer = alternative
    for inner in combination.anyOf + combination.oneOf {
      guard let example = builder.isValid(value, inner) ? value : builder.value(of: inner) else {
        continue
      }
      alternative = (inner, pointer)
      visit(inner, pointer, in: body.replacing(pointer, with: example))
    }
    alternative = outer
  }

  // MARK: Objects and arrays

  private mutating func visit(_ rules: ObjectRules, _ pointer: JSONPointer, in body: JSONValue) {
    for field in rules.fields { visit(field, pointer.appending(field.name), in: body) }
    switch rules.additional {
    case .allowed, .invited: break
    case .forbidden:
      let other = pointer.appending("unexpected")
      add("unexpected-field", .breaks, other, body.replacing(other, with: true))
    case .schema(let id):
      let other = pointer.appending("other")
      if let value = builder.value(of: id) {
        visit(id, other, in: body.replacing(other, with: value))
      }
    }
    visitCounts(rules, pointer, in: body)
  }

  /// A field that is optional is first given, so that there is something to be wrong with.
  private mutating func visit(
    _ field: ObjectRules.Field, _ pointer: JSONPointer, in body: JSONValue
  ) {
    var complete = body
    if pointer.resolve(in: body) == nil {
      guard let value = field.schema.map(builder.value) ?? "text" else { return }
      complete = body.replacing(pointer, with: value)
    }
    if field.isRequired { add("missing", .breaks, pointer, complete.removing(pointer)) }
    if let schema = field.schema { visit(schema, pointer, in: complete) }
  }

  private mutating func visitCounts(
    _ rules: ObjectRules, _ pointer: JSONPointer, in body: JSONValue
  ) {
    let members = pointer.resolve(in: body)?.object?.members ?? []
    if rules.countMin > 0 {
      let fewer = JSONObject(members: Array(members.prefix(rules.countMin - 1)))
      add("fewer-fields", .breaks, pointer, body.replacing(pointer, with: .object(fewer)))
    }
    if rules.countMax < 1_000 {
      let others = (0...max(0, rules.countMax - members.count)).map {
        JSONObject.Member(name: "other\($0)", value: "text")
      }
      let more = JSONObject(members: members + others)
      add("more-fields", .breaks, pointer, body.replacing(pointer, with: .object(more)))
    }
  }

  private mutating func visit(
    _ rules: ArrayRules, _ items: [JSONValue], _ pointer: JSONPointer, in body: JSONValue
  ) {
    guard let id = rules.items, !items.isEmpty else { return }
    visit(id, pointer.appending(0), in: body)
  }

  // MARK: The body as a whole

  /// What no schema speaks of: no body, none that is JSON, a name given twice.
  private mutating func addUnreadable(_ body: JSONValue) {
    let text = JSONWriter.string(body)
    var texts = [
      ("cut-short", String(text.dropLast())), ("no-json", "x"), ("empty", ""),
    ]
    if let members = body.object?.members, let last = members.last {
      let comma = members.isEmpty ? "" : ","
      texts.append(("trailing-comma", "\(text.dropLast())\(comma)}"))
      let twice = JSONObject(members: members + [last])
      texts.append(("name-twice", JSONWriter.string(.object(twice))))
    }
    for (name, text) in texts {
      var draft = valid
      draft.body = .text(text)
      mutations.append(
        Mutation(name: name, aim: .breaks, field: "body", location: .body, draft: draft))
    }
  }

  private mutating func add(
    _ name: String, _ aim: Mutation.Aim, _ pointer: JSONPointer, _ body: JSONValue
  ) {
    var draft = valid
    draft.body = .json(body)
    var mutation = Mutation(
      name: name, aim: aim, field: RuleIndex.field(of: pointer), location: .body, draft: draft)
    if let alternative, let value = alternative.pointer.resolve(in: body) {
      mutation.alternative = valid.operation.validate(value, by: alternative.id)
    }
    mutations.append(mutation)
  }
}

extension JSONValue {
  /// A copy with another value at a pointer; a member that is not there is added to its object.
  func replacing(_ pointer: JSONPointer, with value: JSONValue) -> JSONValue {
    edited(pointer.tokens[...]) { _ in value }
  }

  /// A copy without the member or item at a pointer.
  func removing(_ pointer: JSONPointer) -> JSONValue {
    edited(pointer.tokens[...]) { _ in nil }
  }

  private func edited(
    _ tokens: ArraySlice<String>, _ edit: (JSONValue?) -> JSONValue?
  ) -> JSONValue {
    guard let token = tokens.first else { return edit(self) ?? .null }
    switch self {
    case .object(var object):
      let index = object.lastIndex(of: token)
      let old = index.map { object.members[$0].value }
      let new = tokens.count == 1 ? edit(old) : old?.edited(tokens.dropFirst(), edit)
      if let index { object.members.remove(at: index) }
      if let new {
        object.members.insert(
          JSONObject.Member(name: token, value: new), at: index ?? object.members.count)
      }
      return .object(object)
    case .array(var items):
      guard let index = JSONPointer.arrayIndex(token), items.indices.contains(index) else {
        return self
      }
      let old = items.remove(at: index)
      let new = tokens.count == 1 ? edit(old) : old.edited(tokens.dropFirst(), edit)
      if let new { items.insert(new, at: index) }
      return .array(items)
    case .null, .bool, .number, .string: return self
    }
  }
}
