import OpenAPIContract
import StrictJSON

/// A valid request with one thing changed, and what the change is called.
struct Mutation {
  enum Aim: Equatable {
    /// Some rule is to be broken; the contract says which.
    case breaks
    /// This rule is to be kept, at its very edge or by whatever is sent.
    case keeps(RuleName)
  }

  /// `missing`, `null`, `just-missed-7`: the last part of the case's id.
  let name: String
  let aim: Aim
  /// As the contract's rules name it: `duration`, `Content-Type`, `body`.
  let field: String
  let location: Violation.Location
  let draft: RequestDraft
  /// Of the alternative (`oneOf`, `anyOf`) in which the change was made: what that alternative by
  /// itself says of it. The contract as a whole says only that no alternative fits.
  var alternative = ValidationResult()

  /// A word for an id: what is no letter, digit, `.`, `_` or `-` becomes `-`.
  static func word(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(40).map { scalar in
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isPlain || "._-".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
    }
    return String(scalars)
  }
}

/// What may be wrong with a request outside its body, one thing at a time.
struct ParameterMutations {
  let valid: RequestDraft
  let source: ValidRequest

  func all() -> [Mutation] {
    valid.operation.parameters.flatMap(mutations) + mediaTypes()
  }

  private func mutations(of parameter: Parameter) -> [Mutation] {
    if source.isContentType(parameter) { return contentType(parameter) }
    var mutations: [Mutation] = []
    if parameter.isRequired, parameter.location != .path {
      let draft = source.setting(parameter, to: [], in: valid)
      mutations.append(mutation("missing", .breaks, parameter, draft))
    }
    guard let given = source.adding(parameter, to: valid) else { return mutations }
    // No request breaks `type: string` of a text, nor comes without a part of its path.
    mutations.append(mutation("given", .keeps(.type), parameter, given))
    if parameter.location == .path {
      mutations.append(mutation("given", .keeps(.required), parameter, given))
    }
    guard let schema = parameter.schema, let value = source.builder.value(of: schema) else {
      return mutations
    }
    let node = valid.operation.node(schema)
    let values = ValueMutations(value: value, node: node, builder: source.builder).all()
    let items = itemChanges(value, node)
    if !items.isEmpty {
      mutations.append(mutation("given", .keeps(.type), parameter, given, within: "[]"))
    }
    for (change, place) in values.map({ ($0, "") }) + items.map({ ($0, "[]") }) {
      guard !Self.isLost(change.value, in: parameter) else { continue }
      let texts = ValidRequest.texts(change.value, for: parameter)
      let draft = source.setting(parameter, to: texts, in: given)
      mutations.append(mutation(change.name, change.aim, parameter, draft, within: place))
    }
    return mutations
  }

  /// The list with its first item changed.
  private func itemChanges(_ value: JSONValue, _ node: SchemaNode) -> [ValueMutations.Change] {
    guard let id = node.arrays?.items, let items = value.array,
      let first = items.first
    else { return [] }
    let changes = ValueMutations(
      value: first, node: valid.operation.node(id), builder: source.builder)
    return changes.all().map {
      ValueMutations.Change("item-\($0.name)", .array([$0.value] + items.dropFirst()), $0.aim)
    }
  }

  /// What a field cannot carry as it is: nothing at all, a control character, blanks at an end.
  private static func isLost(_ value: JSONValue, in parameter: Parameter) -> Bool {
    guard let text = value.string else { return false }
    if text.isEmpty { return parameter.location != .query }
    let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    return parameter.location != .query && !isPlain
  }

  /// Without a Content-Type nothing is sent at all: clients give every body one of their own.
  private func contentType(_ parameter: Parameter) -> [Mutation] {
    guard valid.operation.body != nil else { return [] }
    var draft = source.setting(parameter, to: [], in: valid)
    draft.body = .none
    return [
      mutation("missing", .breaks, parameter, draft),
      mutation("given", .keeps(.type), parameter, valid),
    ]
  }

  /// Types that are none of the body's.
  private func mediaTypes() -> [Mutation] {
    guard valid.operation.body?.contents.isEmpty == false else { return [] }
    return ["text/plain", "application/x-www-form-urlencoded", "application/jsonx"].map { type in
      var draft = valid
      draft.headers.removeAll { $0.name.lowercased() == "content-type" }
      draft.headers.append(("Content-Type", type))
      return Mutation(
        name: Mutation.word(type), aim: .breaks, field: "Content-Type", location: .header,
        draft: draft)
    }
  }

  private func mutation(
    _ name: String, _ aim: Mutation.Aim, _ parameter: Parameter, _ draft: RequestDraft,
    within place: String = ""
  ) -> Mutation {
    Mutation(
      name: name, aim: aim, field: parameter.name + place, location: parameter.location,
      draft: draft)
  }
}
