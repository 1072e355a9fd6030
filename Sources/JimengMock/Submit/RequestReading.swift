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

  private(set) var judgement: ValidationResult
  private(set) var verdict = Verdict.accepted
  /// The body, where it is JSON and had to be read.
  private(set) var root: JSONValue?
  /// Of a body that is plainly right, and was not read.
  private(set) var plain: PlainBody?

  private init(judgement: ValidationResult) {
    self.judgement = judgement
  }

  // A function and no initializer, which would get a copy of the request.
  static func read(
    _ request: HTTPRequest, path: ContractPath, operation: Operation, fields: PlainBody.Fields,
    profile: MockProfile
  ) -> RequestReading {
    var reading = RequestReading(judgement: validateHead(of: request, path, operation))
    if profile == .contract, reading.judgement.isValid {
      reading.plain = request.body.withUnsafeBufferPointer { PlainBody($0, operation, fields) }
    }
    if reading.plain == nil { reading.readBody(of: request, operation, profile) }
    // Before anything is told of it: in the answer, the log or the journal.
    if !reading.judgement.isValid { Redaction.redact(&reading.judgement) }
    return reading
  }

  private mutating func readBody(
    of request: HTTPRequest, _ operation: Operation, _ profile: MockProfile
  ) {
    let isOtherMediaType = judgement.violations.contains(where: \.concernsContentType)
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
      judgement.append(operation.validateBody(document))
    case .failure(let error): judgement.append(operation.validateUnreadableBody(error))
    case nil: if isRead { judgement.append(operation.validateMissingBody()) }
    }
    switch profile {
    case .contract:
      guard !judgement.isValid else { return }
      verdict = .refusedByContract(isOtherMediaType ? .unsupportedMediaType : .badRequest)
    case .gateway:
      guard operation.body != nil, let refusal = Self.gatewayRefusal(request, body) else { return }
      verdict = .refusedByGateway(refusal)
    }
  }

  private static func validateHead(
    of request: HTTPRequest, _ path: ContractPath, _ operation: Operation
  ) -> ValidationResult {
    // Captured instead of the request, which would be copied whole.
    let fields = request.fields
    func find(_ name: String, _ use: (UnsafeBufferPointer<UInt8>?) -> Void) {
      fields.withValue(named: name, use)
    }
    guard operation.readsPathOrQuery else {
      let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
      return operation.validateHead(path: nothing, query: nothing, header: find)
    }
    return path.withBytes(of: request) { path in
      request.withQuery { operation.validateHead(path: path, query: $0, header: find) }
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
