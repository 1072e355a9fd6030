import OpenAPIContract
import StrictJSON

/// Finds a request that an operation accepts: what it requires, and nothing else.
struct ValidRequest {
  let operation: Operation
  let builder: ExampleBuilder

  /// Nil where no such request was found; then none of the operation's rules can be tried.
  func draft() -> RequestDraft? {
    var draft = RequestDraft(operation: operation)
    if let body = operation.body {
      if body.isJSON {
        guard let example = builder.body(of: operation) ?? freeBody(body) else { return nil }
        draft.body = .json(example)
      }
      draft.headers.append(("Content-Type", contentType(body)))
    }
    for parameter in operation.parameters where parameter.isRequired {
      guard !isContentType(parameter) else { continue }
      guard let given = adding(parameter, to: draft) else { return nil }
      draft = given
    }
    return draft.judgement.isValid ? draft : nil
  }

  /// With a value that the parameter's schema admits; nil when none was found.
  func adding(_ parameter: Parameter, to draft: RequestDraft) -> RequestDraft? {
    guard let texts = texts(for: parameter) else { return nil }
    return setting(parameter, to: texts, in: draft)
  }

  /// - Parameter texts: several only for a query that repeats its name; none to leave it out.
  func setting(_ parameter: Parameter, to texts: [String], in draft: RequestDraft) -> RequestDraft {
    var draft = draft
    let pairs = texts.map { (name: parameter.name, value: $0) }
    switch parameter.location {
    case .header:
      draft.headers.removeAll { $0.name.lowercased() == parameter.name.lowercased() }
      draft.headers += pairs
    case .cookie:
      draft.cookies.removeAll { $0.name == parameter.name }
      draft.cookies += pairs
    case .query:
      draft.query.removeAll { $0.name == parameter.name }
      draft.query += pairs
    case .path: draft.path[parameter.name] = texts.first
    case .body: break
    }
    return draft
  }

  func isContentType(_ parameter: Parameter) -> Bool {
    parameter.location == .header && parameter.name.lowercased() == "content-type"
  }

  private func texts(for parameter: Parameter) -> [String]? {
    if parameter.location == .header, parameter.name.lowercased() == "authorization" {
      return ["Bearer \(CaseRequest.keyPlace)"]
    }
    guard let schema = parameter.schema else { return ["text"] }
    return builder.value(of: schema).map { Self.texts($0, for: parameter) }
  }

  /// As the parameter's style writes a value (OpenAPI 3.0.3 §4.7.12.1).
  static func texts(_ value: JSONValue, for parameter: Parameter) -> [String] {
    if parameter.isJSON { return [JSONWriter.string(value)] }
    guard let items = value.array else { return [text(value)] }
    let texts = items.map(text)
    let isRepeated = parameter.location == .query && parameter.isExploded
    return isRepeated ? texts : [texts.joined(separator: ",")]
  }

  private static func text(_ value: JSONValue) -> String {
    value.string ?? JSONWriter.string(value)
  }

  /// For a body of which the page says nothing.
  private func freeBody(_ body: RequestBody) -> JSONValue? {
    guard body.jsonSchema == nil else { return .none }
    return [:]
  }

  private func contentType(_ body: RequestBody) -> String {
    let content = body.contents.first { $0.type.isJSON } ?? body.contents.first
    let text = content?.type.text ?? "application/json"
    // A range such as `application/*` is no type that one could send.
    return text.contains("*") ? "application/json" : text
  }
}
