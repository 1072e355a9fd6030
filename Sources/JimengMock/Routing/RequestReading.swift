import HTTPTransport
import OpenAPIContract
import StrictJSON

/// One request held against its operation: what it breaks, and what the profile makes of that.
struct RequestReading {
  enum Verdict {
    case accepted
    case refusedByContract(HTTPStatus)
    /// With the words of the refusal.
    case refusedByGateway(String)
  }

  private(set) var verdict = Verdict.accepted
  /// The body, where it is JSON and had to be read.
  private(set) var root: JSONValue?
  /// Of a body that is plainly right, and was not read.
  private(set) var plain: PlainBody?

  private init() {}

  // A function and no initializer, which would get a copy of the request.
  /// - Parameter context: gets what the request breaks.
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
      verdict = .refusedByContract(isOtherMediaType ? .unsupportedMediaType : .badRequest)
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
}

/// Where a body that is plainly right, and was not read, has the values that the mock uses. Of a
/// string it is what stands between the quotes, which has no escape in it.
struct PlainBody {
  /// The positions of these values' fields among those that an operation recognizes; nil for one
  /// that it does not have.
  struct Fields: Sendable {
    let prompt: Int?
    let duration: Int?
    let aspectRatio: Int?
    /// Whether any of an operation's fields is named as a credential.
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

  /// - Returns: nil when it takes more than a glance to tell whether the body is right.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ operation: Operation, _ fields: Fields) {
    let isRecognized = operation.recognizes(bytes) { position, value in
      if position == fields.prompt { prompt = value }
      if position == fields.duration { duration = value }
      if position == fields.aspectRatio { aspectRatio = value }
    }
    guard isRecognized else { return nil }
  }

  /// Whether a token of a scenario may stand in the prompt.
  func mayHoldToken(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    UnsafeBufferPointer(rebasing: bytes[prompt]).firstIndex(ofByte: UInt8(ascii: "[")) != nil
  }
}
