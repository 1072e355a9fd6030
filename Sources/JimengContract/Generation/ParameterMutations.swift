import OpenAPIContract
import StrictJSON

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
    let values = ValueMutations(
      value: value, node: valid.operation.node(schema), builder: source.builder)
    for change in values.all() where !Self.isLost(change.value, in: parameter) {
      let texts = ValidRequest.texts(change.value, for: parameter)
      let draft = source.setting(parameter, to: texts, in: given)
      mutations.append(mutation(change.name, change.aim, parameter, draft))
    }
    return mutations
  }

  /// What a field cannot carry as it is: nothing at all, a control character, blanks at an end.
  private static func isLost(_ value: JSONValue, in parameter: Parameter) -> Bool {
    guard let text = value.string else { return false }
    if text.isEmpty { return parameter.location != .query }
    let isPlain = text.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && $0.value < 0x7F }
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
    _ name: String, _ aim: Mutation.Aim, _ parameter: Parameter, _ draft: RequestDraft
  ) -> Mutation {
    Mutation(
      name: name, aim: aim, field: parameter.name, location: parameter.location, draft: draft)
  }
}
