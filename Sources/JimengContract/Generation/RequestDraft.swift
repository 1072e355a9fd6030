import Foundation
import OpenAPIContract
import StrictJSON

/// A request to one operation in the making: first a valid one, then with one thing changed.
struct RequestDraft {
  enum Body {
    case none
    case json(JSONValue)
    case text(String)
  }

  let operation: OpenAPIContract.Operation
  var path: [String: String] = [:]
  var query: [(name: String, value: String)] = []
  var headers: [(name: String, value: String)] = []
  var cookies: [(name: String, value: String)] = []
  var body = Body.none

  var bodyBytes: [UInt8]? {
    switch body {
    case .none: nil
    case .json(let value): Array(JSONWriter.bytes(value))
    case .text(let text): Array(text.utf8)
    }
  }

  subscript(header name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// What is sent, cookies among the header fields.
  var request: CaseRequest {
    let target = query.isEmpty ? writtenPath : "\(writtenPath)?\(writtenQuery)"
    return CaseRequest(
      method: operation.method, path: target, headers: allHeaders, body: bodyBytes,
      isAnonymous: isKeyLeftOut)
  }

  /// Where the page requires Authorization and this request lacks it.
  private var isKeyLeftOut: Bool {
    let isRequired = operation.parameters.contains {
      $0.location == .header && $0.isRequired && $0.name.lowercased() == "authorization"
    }
    return isRequired && self[header: "authorization"] == nil
  }

  private var allHeaders: [(name: String, value: String)] {
    guard !cookies.isEmpty else { return headers }
    let value = cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
    return headers + [("Cookie", value)]
  }

  private var writtenPath: String {
    path.reduce(operation.plainPath) { text, parameter in
      let parts = text.split(separator: "{\(parameter.key)}", omittingEmptySubsequences: false)
      return parts.joined(separator: Self.percentEncoded(parameter.value))
    }
  }

  private var writtenQuery: String {
    query.map { "\(Self.percentEncoded($0.name))=\(Self.percentEncoded($0.value))" }
      .joined(separator: "&")
  }

  /// All but the unreserved characters (RFC 3986 §2.3).
  private static func percentEncoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
  }

  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

  /// What the contract says of it, everything at once. A body that is not of the page's media type
  /// is not looked at.
  var validation: ValidationResult {
    let headers = allHeaders
    var validation = Array(writtenPath.utf8).withUnsafeBufferPointer { path in
      Array(writtenQuery.utf8).withUnsafeBufferPointer { query in
        operation.validateHead(path: path, query: query) { name, use in
          let value = headers.first { $0.name.lowercased() == name }?.value
          guard let value else { return use(nil) }
          Array(value.utf8).withUnsafeBufferPointer { use($0) }
        }
      }
    }
    let isOfOtherType = validation.violations.contains(where: \.concernsContentType)
    guard operation.body?.isJSON == true, !isOfOtherType else { return validation }
    validation.append(bodyValidation)
    return validation
  }

  private var bodyValidation: ValidationResult {
    guard let bytes = bodyBytes, !bytes.isEmpty else { return operation.validateMissingBody() }
    do {
      return operation.validateBody(try JSONReader.read(bytes))
    } catch {
      return operation.validateUnreadableBody(error)
    }
  }
}

/// Finds a request that an operation accepts: what it requires, and nothing else.
struct ValidRequest {
  let operation: OpenAPIContract.Operation
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
    return draft.validation.isValid ? draft : nil
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
      return ["Bearer \(CaseRequest.keyPlaceholder)"]
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
