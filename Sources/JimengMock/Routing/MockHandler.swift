import HTTPTransport
import OpenAPIContract
import StrictJSON

/// Answers the requests of one mock: session, route, answer, record, in this order. It lives on the
/// server's loop thread and owns, with `MockState`, all that changes.
final class MockHandler: HTTPHandler {
  let state: MockState
  private let service: EmulatedService
  private let admin: MockAdmin
  private let router: MockRouter
  private let isLogging: Bool
  private var deliveries = PendingDeliveries()
  /// Unchecked for being a value that knows no handler: no access can lead back here.
  @exclusivity(unchecked) private var log: RequestLog

  init(_ state: MockState, chaos: ChaosPlan) {
    let configuration = state.configuration
    self.state = state
    service = EmulatedService(state, chaos: chaos)
    admin = MockAdmin(state)
    router = MockRouter(
      operations: state.contract.operations, basePath: configuration.basePath)
    isLogging = configuration.log != .off
    log = RequestLog(
      format: configuration.log, isColored: configuration.isLogColored,
      descriptor: configuration.logDescriptor)
  }

  func respond(to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse) {
    let prefixes = request.withPath(PathPrefixes.init)
    let choice = SessionChoice(
      pathName: prefixes.session, field: request.fields["mock-session"])
    let prefixCount = prefixes.count
    var visit = begin(choice, prefixes, at: now, in: &response)
    if case .refused(let reason) = choice {
      CrossOrigin.allow(request, in: &response)
      visit.complaint = reason
      MockProblem(code: "bad_session_name", detail: reason, status: .badRequest)
        .write(into: &response)
    } else if request.withPath({ $0.hasBytes("/__mock", at: prefixCount) }) {
      answerOwnSide(request, &visit, into: &response)
    } else {
      CrossOrigin.allow(request, in: &response)
      route(request, &visit, into: &response)
    }
    record(request, visit, response)
  }

  func refuse(
    _ refusal: HTTPRefusal, of request: HTTPRequest, at now: ServerTime,
    into response: inout HTTPResponse
  ) {
    let prefixes = request.hasRequestLine ? request.withPath(PathPrefixes.init) : PathPrefixes()
    let choice = SessionChoice(
      pathName: prefixes.session, field: request.fields["mock-session"])
    var visit = begin(choice, prefixes, at: now, in: &response)
    CrossOrigin.allow(request, in: &response)
    let problem = MockProblem(
      code: "bad_http_request", detail: "\(refusal.message)", status: response.status)
    problem.write(to: request, into: &response)
    visit.refusal = refusal
    visit.outcome = .refused
    // A connection too many has sent nothing that could be recorded.
    visit.isRecorded = refusal != .tooManyConnections
    state.note(refusal, of: request, visit)
    record(request, visit, response)
  }

  func deliveryEnded(_ end: HTTPDelivery.End, on connectionID: UInt64, at now: ServerTime) {
    deliveries.end(end, on: connectionID, at: now)
  }

  func turnEnded(at now: ServerTime) {
    if isLogging { log.flush() }
    state.sessions.expireNowAndThen(at: now)
  }

  func takePushes() -> [StreamPush] {
    admin.takePushes(at: .current())
  }

  func connectionClosed(_ connectionID: UInt64) {
    admin.connectionClosed(connectionID)
  }

  /// What every answer carries.
  private func begin(
    _ choice: SessionChoice, _ prefixes: PathPrefixes, at now: ServerTime,
    in response: inout HTTPResponse
  ) -> Visit {
    var session = state.sessions.standard
    if case .named(let name) = choice { session = state.sessions.session(named: name, at: now) }
    let requestID = session.requestIDs.next(at: now)
    response.appendField("X-Oneapi-Request-Id") { requestID.append(to: &$0) }
    if !session.isDefault { response.appendField("Mock-Session", session.name) }
    return Visit(session: session, requestID: requestID, now: now, prefixes: prefixes)
  }

  // MARK: Routes

  private func route(
    _ request: HTTPRequest, _ visit: inout Visit, into response: inout HTTPResponse
  ) {
    let path = router.path(of: request, dropping: visit.prefixes.count)
    switch router.route(request, path: path) {
    case .operation(let index):
      service.submit(index, request, path: path, &visit, into: &response)
    case .fetch(let fetch):
      service.fetch(fetch, request, &visit, into: &response)
    case .otherMethod(let allowed) where request.method == .options:
      CrossOrigin.answerOptions(request, allowed: allowed, in: &response)
    case .otherMethod(let allowed):
      state.noteUnserved(request, allowed: allowed, of: visit)
      answerUnserved(request, allowed: allowed, in: &response)
    case .unknownPath where request.target == "*":
      CrossOrigin.answerOptions(request, allowed: "GET, HEAD, POST, OPTIONS", in: &response)
    case .unknownPath:
      state.noteUnserved(request, allowed: nil, of: visit)
      answerUnserved(request, allowed: nil, in: &response)
    }
  }

  /// The own side lets no other origin read it; the videos beside it are the service's.
  private func answerOwnSide(
    _ request: HTTPRequest, _ visit: inout Visit, into response: inout HTTPResponse
  ) {
    let path = String(Substring(request.path.utf8.dropFirst(visit.prefixes.count)))
    let isAnswered = admin.answer(
      request, path: path, session: visit.session, at: visit.now, into: &response)
    guard !isAnswered else {
      visit.isRecorded = false
      return
    }
    CrossOrigin.allow(request, in: &response)
    if let video = VideoPath(path) {
      MediaDesk.answer(request, for: video, into: &response)
    } else {
      answerUnserved(request, allowed: nil, in: &response)
    }
  }

  /// - Parameter allowed: the methods of the path; nil when the path is unknown.
  private func answerUnserved(
    _ request: HTTPRequest, allowed: String?, in response: inout HTTPResponse
  ) {
    switch state.configuration.profile {
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

  // MARK: Records

  private func record(_ request: HTTPRequest, _ visit: Visit, _ response: HTTPResponse) {
    guard visit.isRecorded else { return log(request, visit, response, findings: nil) }
    let session = visit.session
    let time = visit.unixNanoseconds
    let findings = session.diagnosis.examine(
      request, as: visit.role, violations: visit.judgement.violations, id: session.journal.nextID,
      at: time)
    log(request, visit, response, findings: findings)
    let ticket = session.journal.append(
      JournalExchange(
        connection: request.connectionNumber, time: time, pathPrefixCount: visit.prefixes.count,
        judgement: visit.judgement, findings: findings, scenario: visit.scenario,
        refusal: visit.refusal.map { "\($0.message)" }, outcome: visit.outcome),
      request: request, answer: visit.isAnswered ? response : nil)
    if !response.isImmediate {
      deliveries.begin(ticket, of: session, visit.outcome, on: request.connectionID)
    }
  }

  private func log(
    _ request: HTTPRequest, _ visit: Visit, _ response: HTTPResponse, findings: DiagnosisFindings?
  ) {
    guard isLogging else { return }
    let judgement = visit.judgement
    var entry = LogEntry(
      time: visit.now, requestID: visit.requestID,
      method: request.hasRequestLine ? request.method.rawValue : "-",
      path: request.hasRequestLine ? request.path : "-",
      status: visit.isAnswered ? response.status : nil,
      violations: judgement.violations.map(\.message),
      warnings: judgement.warnings.map(\.message))
    if let refusal = visit.refusal { entry.violations.append("\(refusal.message)") }
    if let complaint = visit.complaint { entry.violations.append(complaint) }
    if judgement.violationsDropped > 0 {
      entry.violations.append("and \(judgement.violationsDropped) more")
    }
    if let findings {
      entry.sequence = visit.session.journal.nextID
      entry.warnings += findings.warnings(violations: judgement.violations).map(\.message)
    }
    if !visit.session.isDefault { entry.session = visit.session.name }
    entry.scenario = visit.scenario?.text
    log.append(entry)
  }
}
