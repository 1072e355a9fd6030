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

  private(set) var validation: ValidationResult
  private(set) var verdict = Verdict.accepted
  /// The body, where it is JSON and had to be read.
  private(set) var root: JSONValue?
  /// Of a body that is plainly right, and was not read.
  private(set) var plain: PlainBody?

  private init(validation: ValidationResult) {
    self.validation = validation
  }

  // A function and no initializer, which would get a copy of the request.
  static func read(
    _ request: HTTPRequest, path: ContractPath, _ emulated: EmulatedOperation,
    profile: MockProfile
  ) -> RequestReading {
    guard let operation = emulated.operation else {
      return RequestReading(validation: ValidationResult())
    }
    var reading = RequestReading(validation: validateHead(of: request, path, operation))
    if profile == .contract, reading.validation.isValid {
      reading.plain = request.body.withUnsafeBufferPointer {
        PlainBody($0, operation, emulated.fields)
      }
    }
    if reading.plain == nil { reading.readBody(of: request, operation, profile, emulated.gateway) }
    // Before anything is told of it: in the answer, the log or the journal.
    if !reading.validation.isValid { Redaction.redact(&reading.validation) }
    return reading
  }

  private mutating func readBody(
    of request: HTTPRequest, _ operation: Operation, _ profile: MockProfile,
    _ gateway: GatewayChecks?
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
}
