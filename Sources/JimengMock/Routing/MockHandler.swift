import HTTPTransport
import OpenAPIContract
import StrictJSON

/// Answers the requests of one mock: route, keys, read, validate, answer, log, in this order. It
/// lives on the server's loop thread and owns all that changes.
final class MockHandler: HTTPHandler {
  private let operations: [ServedOperation]
  private let profile: MockProfile
  private let keyRequirement: KeyRequirement
  private let router: MockRouter
  private var requestIDs: RequestIDSource
  private let isLogging: Bool
  private var log: RequestLog
  /// Counts requests; the number by which log and `Mock-Violations` name one.
  private var sequence = 0

  init(contract: Contract, configuration: MockConfiguration) {
    operations = contract.operations.map { ServedOperation($0, seed: configuration.seed) }
    profile = configuration.profile
    keyRequirement = configuration.keyRequirement
    router = MockRouter(operations: contract.operations, basePath: configuration.basePath)
    requestIDs = RequestIDSource(seed: configuration.seed)
    isLogging = configuration.log != .off
    log = RequestLog(
      format: configuration.log, isColored: configuration.isLogColored,
      descriptor: configuration.logDescriptor)
  }

  func respond(to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse) {
    let requestID = begin(request, at: now, in: &response)
    var judgement = Judgement()
    switch router.withContractPath(of: request, { router.route(method: request.method, path: $0) })
    {
    case .operation(let index):
      judgement = answer(operations[index], request, requestID: requestID, into: &response)
    case .otherMethod(let allowed) where request.method == .options:
      CrossOrigin.answerOptions(request, allowed: allowed, in: &response)
    case .otherMethod(let allowed):
      answerUnserved(request, allowed: allowed, in: &response)
    case .unknownPath where request.target == "*":
      CrossOrigin.answerOptions(request, allowed: "GET, HEAD, POST, OPTIONS", in: &response)
    case .unknownPath:
      answerUnserved(request, allowed: nil, in: &response)
    }
    record(request, judgement, response.status, requestID: requestID, at: now)
  }

  func refuse(
    _ refusal: HTTPRefusal, of request: HTTPRequest, at now: ServerTime,
    into response: inout HTTPResponse
  ) {
    let requestID = begin(request, at: now, in: &response)
    let problem = MockProblem(
      code: "bad_http_request", detail: "\(refusal.message)", status: response.status)
    problem.write(to: request, into: &response)
    guard isLogging else { return }
    log.append(
      LogEntry(
        sequence: sequence, time: now, requestID: requestID, method: "-", path: "-",
        status: response.status, violations: ["\(refusal.message)"]))
  }

  func turnEnded(at now: ServerTime) {
    if isLogging { log.flush() }
  }

  /// What every answer carries.
  private func begin(
    _ request: HTTPRequest, at now: ServerTime, in response: inout HTTPResponse
  ) -> RequestIDSource.RequestID {
    sequence += 1
    let requestID = requestIDs.next(at: now)
    response.appendField("X-Oneapi-Request-Id") { requestID.append(to: &$0) }
    CrossOrigin.allow(request, in: &response)
    return requestID
  }

  // MARK: An operation of the contract

  private func answer(
    _ served: ServedOperation, _ request: HTTPRequest, requestID: RequestIDSource.RequestID,
    into response: inout HTTPResponse
  ) -> Judgement {
    guard admitsKey(of: request, requestID: requestID, into: &response) else { return Judgement() }
    let reading = router.withContractPath(of: request) { path in
      RequestReading(
        of: request, path: path, operation: served.operation, profile: profile)
    }
    if !reading.judgement.isFine {
      ViolationReport.appendHeader(reading.judgement, sequence: sequence, to: &response)
    }
    switch reading.verdict {
    case .accepted:
      served.success.write(into: &response)
    case .refusedByContract(let status):
      ViolationReport.write(reading.judgement, status: status, to: request, into: &response)
    case .refusedByGateway(let answer):
      response.setError(answer, status: .badRequest)
    }
    return reading.judgement
  }

  private func admitsKey(
    of request: HTTPRequest, requestID: RequestIDSource.RequestID,
    into response: inout HTTPResponse
  ) -> Bool {
    guard keyRequirement != .none else { return true }
    switch keyRequirement.judge(request.fields["authorization"]) {
    case .accepted:
      return true
    case .missing:
      response.setError(
        GatewayAnswers.tokenMissing(requestID: requestID.text), status: .unauthorized)
    case .unknown:
      response.setError(
        GatewayAnswers.tokenUnknown(requestID: requestID.text), status: .unauthorized)
    }
    return false
  }

  // MARK: Anything else

  /// - Parameter allowed: the methods of the path; nil when the path is unknown.
  private func answerUnserved(
    _ request: HTTPRequest, allowed: String?, in response: inout HTTPResponse
  ) {
    switch profile {
    case .gateway:
      GatewayAnswers.writeUnknown(request, into: &response)
    case .contract:
      if let allowed { response.appendField("Allow", allowed) }
      let served = router.servedOperations.joined(separator: ", ")
      // HEAD has the fields that GET has, the length of the words included (RFC 9110 §9.3.2).
      let method = request.method == .head ? .get : request.method
      let problem =
        allowed == nil
        ? MockProblem(
          code: "not_found", detail: "\(request.path) is not on the page; served: \(served)",
          status: .notFound)
        : MockProblem(
          code: "method_not_allowed",
          detail: "\(method.rawValue) is not served on \(request.path); served: \(served)",
          status: .methodNotAllowed)
      problem.write(to: request, into: &response)
    }
  }

  private func record(
    _ request: HTTPRequest, _ judgement: Judgement, _ status: HTTPStatus,
    requestID: RequestIDSource.RequestID, at now: ServerTime
  ) {
    guard isLogging else { return }
    var violations = judgement.violations.map(\.message)
    if judgement.violationsDropped > 0 {
      violations.append("and \(judgement.violationsDropped) more")
    }
    log.append(
      LogEntry(
        sequence: sequence, time: now, requestID: requestID,
        method: request.method.rawValue, path: request.path, status: status,
        violations: violations, warnings: judgement.warnings.map(\.message)))
  }
}
