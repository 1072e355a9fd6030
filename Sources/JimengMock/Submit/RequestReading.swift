import HTTPTransport
import OpenAPIContract
import StrictJSON

/// One request held against its operation: what it breaks, and what the profile makes of that.
struct RequestReading {
  enum Verdict {
    case accepted
    case refusedByContract(HTTPStatus)
    /// With the envelope to answer.
    case refusedByGateway(JSONValue)
  }

  private(set) var judgement: Judgement
  private(set) var verdict = Verdict.accepted
  /// The body, where it is JSON and had to be read.
  private(set) var root: JSONValue?
  /// Whether the body is plainly right, and was not read: one flat object without an escape.
  private(set) var isPlain = false

  init(
    of request: HTTPRequest, path: UnsafeBufferPointer<UInt8>, operation: Operation,
    profile: MockProfile
  ) {
    judgement = request.withQuery { query in
      operation.judgeHead(path: path, query: query) { name, use in
        request.fields.withValue(of: name, use)
      }
    }
    // Before anything is told of it: in the answer, the log or the journal.
    if !judgement.isFine { Redaction.redact(&judgement) }
    if profile == .contract, judgement.isFine,
      request.body.withUnsafeBufferPointer({ operation.recognizes($0) })
    {
      isPlain = true
      return
    }
    let isOtherMediaType = judgement.violations.contains { $0.concernsMediaType }
    var body: Result<JSONDocument, JSONReadError>?
    let isRead = operation.body?.isJSON == true && (!isOtherMediaType || profile == .gateway)
    if isRead, !request.body.isEmpty {
      body = Result { () throws(JSONReadError) in
        try JSONReader.read(request.body, limits: Self.limits)
      }
    }
    switch body {
    case .success(let document):
      root = document.root
      judgement.append(operation.judgeBody(document))
    case .failure(let error): judgement.append(operation.judgeUnreadableBody(error))
    case nil: if isRead { judgement.append(operation.judgeMissingBody()) }
    }
    switch profile {
    case .contract:
      guard !judgement.isFine else { return }
      verdict = .refusedByContract(isOtherMediaType ? .unsupportedMediaType : .badRequest)
    case .gateway:
      guard operation.body != nil, let refusal = Self.gatewayRefusal(request, body) else { return }
      verdict = .refusedByGateway(refusal)
    }
  }

  /// How large a body may be is for the server to say; it has said so already.
  static let limits = JSONLimits(byteCountMax: .max)

  /// What the real gateway checks: a body is decoded only if Content-Type starts with
  /// `application/json`, and the prompt must not be blank (evidence rows 8–10 and details).
  private static func gatewayRefusal(
    _ request: HTTPRequest, _ body: Result<JSONDocument, JSONReadError>?
  ) -> JSONValue? {
    let type = request.fields["content-type"] ?? ""
    guard type.utf8.starts(with: "application/json".utf8) else {
      return GatewayAnswers.promptRequired
    }
    let document: JSONDocument
    switch body {
    case .failure(let error): return GatewayAnswers.notJSON(error)
    case .success(let read): document = read
    case nil: return GatewayAnswers.emptyBody
    }
    guard let object = document.root.object else {
      return document.root.isNull
        ? GatewayAnswers.promptRequired : GatewayAnswers.notAnObject(document.root)
    }
    switch object["prompt"] {
    case nil, .null: return GatewayAnswers.promptRequired
    case .string(let prompt):
      let isBlank = prompt.unicodeScalars.allSatisfy(\.properties.isWhitespace)
      // Not `? : nil`, which would be JSON's null.
      return isBlank ? GatewayAnswers.promptRequired : .none
    case .some(let value): return GatewayAnswers.wrongType(value, field: "prompt")
    }
  }
}

extension Violation {
  /// Whether it is about the Content-Type, which RFC 9110 §15.5.16 answers with 415.
  fileprivate var concernsMediaType: Bool {
    rule == .mediaType
      || location == .header && pointer.tokens.first?.lowercased() == "content-type"
  }
}
