import HTTPTransport
import OpenAPIContract
import StrictJSON

/// One request, validated against its operation, and the verdict of the profile.
struct RequestReading {
  enum Verdict {
    case accepted
    /// The status is nil for the one that the service file gives.
    case refusedByContract(HTTPStatus?)
    /// With the gateway's message.
    case refusedByGateway(String)
  }

  private(set) var verdict = Verdict.accepted
  /// The body, if it is JSON and was parsed.
  private(set) var root: JSONValue?
  /// The fields of a body that the recognizer accepted without parsing it.
  private(set) var plain: PlainBody?

  private init() {}

  // A function, since an initializer would copy the request.
  /// - Parameter context: gets the result of the validation.
  static func read(
    _ request: HTTPRequest, _ emulated: EmulatedOperation, profile: MockProfile,
    _ context: inout RequestContext
  ) -> RequestReading {
    var reading = RequestReading()
    guard let operation = emulated.operation else { return reading }
    context.validation = validateHead(of: request, context.path, operation)
    if profile == .contract, context.validation.isValid {
      reading.plain = request.body.withUnsafeBufferPointer {
        PlainBody($0, operation, emulated.fields)
      }
    }
    if reading.plain == nil {
      reading.readBody(of: request, operation, profile, emulated.gateway, &context.validation)
    }
    return reading
  }

  private mutating func readBody(
    of request: HTTPRequest, _ operation: Operation, _ profile: MockProfile,
    _ gateway: GatewayChecks?, _ validation: inout ValidationResult
  ) {
    let isOtherMediaType = validation.violations.contains(where: \.concernsContentType)
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
      validation.append(operation.validateBody(document))
    case .failure(let error): validation.append(operation.validateUnreadableBody(error))
    case nil: if isRead { validation.append(operation.validateMissingBody()) }
    }
    switch profile {
    case .contract:
      guard !validation.isValid else { return }
      verdict = .refusedByContract(isOtherMediaType ? .unsupportedMediaType : nil)
    case .gateway:
      guard operation.body != nil,
        let refusal = gateway?.refusal(contentType: request.fields["content-type"], body: body)
      else { return }
      verdict = .refusedByGateway(refusal)
    }
  }

  private static func validateHead(
    of request: HTTPRequest, _ path: RequestPath, _ operation: Operation
  ) -> ValidationResult {
    // The closure captures the fields only, since capturing the request would copy it.
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

  /// No limit on the size: the server has already checked it.
  static let limits = JSONLimits(byteCountMax: .max)
}

/// The ranges of the values that the mock uses, in a body that the recognizer accepted without
/// parsing it. The range of a string is its content between the quotes, which has no escapes.
struct PlainBody {
  /// The positions of the used fields among those that the operation recognizes; nil for a field
  /// that it does not have.
  struct Fields: Sendable {
    let prompt: Int?
    let duration: Int?
    let aspectRatio: Int?
    /// Whether any field of the operation is named like a credential.
    let nameKeys: Bool

    init(_ operation: Operation?, _ request: Job.RequestFields?) {
      func position(_ pointer: JSONPointer?) -> Int? {
        guard let tokens = pointer?.tokens, tokens.count == 1 else { return nil }
        return operation?.recognizedPosition(of: tokens[0])
      }
      nameKeys = operation?.recognizedNames.contains(where: CredentialName.matches) ?? false
      prompt = position(request?.prompt)
      duration = position(request?.seconds)
      aspectRatio = position(request?.aspectRatio)
    }
  }

  private(set) var prompt = 0..<0
  private(set) var duration = 0..<0
  private(set) var aspectRatio = 0..<0

  /// - Returns: nil if the recognizer cannot tell that the body is valid; it must be parsed then.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ operation: Operation, _ fields: Fields) {
    let isRecognized = operation.recognizes(bytes) { position, value in
      if position == fields.prompt { prompt = value }
      if position == fields.duration { duration = value }
      if position == fields.aspectRatio { aspectRatio = value }
    }
    guard isRecognized else { return nil }
  }

  /// Whether the prompt may contain the token of a scenario.
  func mayHoldToken(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    UnsafeBufferPointer(rebasing: bytes[prompt]).firstIndex(ofByte: UInt8(ascii: "[")) != nil
  }
}
