import HTTPTransport
import OpenAPIContract
import StrictJSON

/// Answers the requests of one mock, in this order: session, route, answer, record. It runs on the
/// server's loop thread. It and `MockState` own all mutable state.
final class MockHandler: HTTPHandler {
  let state: MockState
  private let service: ServiceHandler
  private let admin: AdminAPI
  private let router: Router
  private let basePath: ContiguousArray<UInt8>
  private let isLogging: Bool
  private static let bodyBytesAwaited = 65_536
  private var deliveries = PendingDeliveries()
  /// Unchecked, since the log calls nothing that could access it again.
  @exclusivity(unchecked) private var log: RequestLog
  private var isEvictionLogged = false

  init(_ state: MockState, chaos: ChaosPlan) {
    let configuration = state.configuration
    self.state = state
    service = ServiceHandler(state, chaos: chaos)
    admin = AdminAPI(state)
    router = state.router
    basePath = ContiguousArray(configuration.basePath.utf8)
    isLogging = configuration.log != .off
    log = RequestLog(
      format: configuration.log, isColored: configuration.isLogColored,
      descriptor: configuration.logDescriptor)
  }

  func respond(to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse) {
    guard !request.isBodyPending else {
      return injectBeforeBody(request, at: now, into: &response)
    }
    let path = path(of: request)
    let adminPath = path.isAdmin ? path.text(of: request) : nil
    let refusal = adminPath.flatMap { admin.refusal(of: request, path: $0) }
    // A refused request must not evict a session.
    let choice = refusal == nil ? Self.choice(of: request, path) : .default
    var context = begin(choice, path, at: now, in: &response)
    if let refusal {
      context.isRecorded = false
      refusal.write(into: &response)
    } else if case .refused(let reason) = choice {
      CrossOrigin.allow(request, in: &response)
      context.problem = reason
      MockProblem(code: "bad_session_name", detail: reason, status: .badRequest)
        .write(into: &response)
    } else if let adminPath {
      answerAdmin(request, path: adminPath, &context, into: &response)
    } else {
      CrossOrigin.allow(request, in: &response)
      route(request, &context, into: &response)
    }
    record(request, context, response)
  }

  /// Whether a fault is injected before the body arrives: only if the client waits for 100
  /// (Continue) or announces a long body. A short body is always awaited, so that the record of a
  /// request does not depend on how its bytes were split into packets.
  func respondsBeforeBody(of request: HTTPRequest, at now: ServerTime) -> Bool {
    let length = request.fields["content-length"].flatMap { Int($0) } ?? 0
    guard length > Self.bodyBytesAwaited || request.fields.contains("expect") else { return false }
    let path = path(of: request)
    let choice = Self.choice(of: request, path)
    if case .refused = choice { return false }
    guard let operation = operation(request, path) else { return false }
    return service.injectsBeforeBody(operation, request, in: session(of: choice, at: now))
  }

  private func injectBeforeBody(
    _ request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse
  ) {
    let path = path(of: request)
    var context = begin(Self.choice(of: request, path), path, at: now, in: &response)
    CrossOrigin.allow(request, in: &response)
    if let operation = operation(request, path) {
      service.injectBeforeBody(operation, request, &context, into: &response)
    }
    record(request, context, response)
  }

  func refuse(
    _ refusal: HTTPRefusal, of request: HTTPRequest, at now: ServerTime,
    into response: inout HTTPResponse
  ) {
    let path = request.hasRequestLine ? path(of: request) : RequestPath()
    var context = begin(Self.choice(of: request, path), path, at: now, in: &response)
    CrossOrigin.allow(request, in: &response)
    let problem = MockProblem(
      code: "bad_http_request", detail: "\(refusal.message)", status: response.status)
    problem.write(to: request, context, state.services[0].answers, into: &response)
    context.refusal = refusal
    context.outcome = .refused
    // A connection above the limit has sent nothing to record.
    if refusal == .tooManyConnections { context.isRecorded = false }
    state.recordRefusal(refusal, of: request, context)
    record(request, context, response)
  }

  func deliveryEnded(_ end: HTTPDelivery.End, on connectionID: UInt64, at now: ServerTime) {
    deliveries.end(end, on: connectionID, at: now)
  }

  func iterationEnded(at now: ServerTime) {
    state.sessions.expireNowAndThen(at: now)
    guard isLogging else { return }
    if !isEvictionLogged, state.sessions.evictedCount > 0 { logEviction(at: now) }
    log.flush()
  }

  func takePushes() -> [StreamPush] {
    admin.takePushes(at: .current())
  }

  func connectionClosed(_ connectionID: UInt64) {
    admin.connectionClosed(connectionID)
  }

  // MARK: Context

  private func path(of request: HTTPRequest) -> RequestPath {
    request.withPath { RequestPath($0, basePath: basePath) }
  }

  private static func choice(of request: HTTPRequest, _ path: RequestPath) -> SessionChoice {
    SessionChoice(
      pathName: path.prefixes.session, lines: request.fields.values(of: "mock-session"))
  }

  private func session(of choice: SessionChoice, at now: ServerTime) -> Session {
    guard case .named(let name) = choice else { return state.sessions.default }
    return state.sessions.session(named: name, at: now)
  }

  /// Makes the context of a request, and adds the fields that every answer has.
  private func begin(
    _ choice: SessionChoice, _ path: RequestPath, at now: ServerTime,
    in response: inout HTTPResponse
  ) -> RequestContext {
    let session = session(of: choice, at: now)
    let requestID = session.requestIDs.next(at: now)
    response.appendField("X-Oneapi-Request-Id") { requestID.append(to: &$0) }
    if !session.isDefault { response.appendField("Mock-Session", session.name) }
    var context = RequestContext(session: session, requestID: requestID, now: now, path: path)
    // A request with a bad session name belongs to no session: it is logged, but not recorded.
    if case .refused = choice { context.isRecorded = false }
    return context
  }

  // MARK: Routes

  private func route(
    _ request: HTTPRequest, _ context: inout RequestContext, into response: inout HTTPResponse
  ) {
    switch route(request, context.path) {
    case .found(let row):
      guard case .operation(let operation) = row.target else {
        return answerUnserved(request, allowed: nil, context, in: &response)
      }
      service.answer(operation, request, &context, into: &response)
    case .otherMethod(let allowed) where request.method == .options:
      CrossOrigin.answerOptions(request, allowed: allowed, in: &response)
    case .otherMethod(let allowed):
      state.recordUnserved(request, allowed: allowed, of: context)
      answerUnserved(request, allowed: allowed, context, in: &response)
    case .unknownPath where request.target == "*":
      CrossOrigin.answerOptions(request, allowed: "GET, HEAD, POST, OPTIONS", in: &response)
    case .unknownPath:
      state.recordUnserved(request, allowed: nil, of: context)
      answerUnserved(request, allowed: nil, context, in: &response)
    }
  }

  private func operation(_ request: HTTPRequest, _ path: RequestPath) -> EmulatedOperation? {
    guard case .found(let row) = route(request, path), case .operation(let found) = row.target
    else { return nil }
    return found
  }

  private func route(_ request: HTTPRequest, _ path: RequestPath) -> Router.Route {
    let method = request.method
    return path.withBytes(of: request) { router.route(method: method, path: $0) }
  }

  /// Other origins may read the videos, which belong to the service, but not the admin API.
  private func answerAdmin(
    _ request: HTTPRequest, path: String, _ context: inout RequestContext,
    into response: inout HTTPResponse
  ) {
    let isAnswered = admin.respond(
      to: request, path: path, session: context.session, at: context.now, into: &response)
    guard !isAnswered else {
      context.isRecorded = false
      return
    }
    CrossOrigin.allow(request, in: &response)
    if let video = VideoPath(path) {
      VideoHandler.respond(to: request, for: video, into: &response)
    } else {
      answerUnserved(request, allowed: nil, context, in: &response)
    }
  }

  /// - Parameter allowed: the methods of the path; nil when the path is unknown.
  private func answerUnserved(
    _ request: HTTPRequest, allowed: String?, _ context: RequestContext,
    in response: inout HTTPResponse
  ) {
    let service = state.services[0]
    if state.configuration.profile == .gateway,
      let answer = service.gateway?.answer(toUnknownPath: request.path)
    {
      let refusal = ServiceAnswer.Refusal(
        requestID: context.requestID, method: request.method.rawValue, path: request.path)
      return answer.write(refusal, into: &response)
    }
    if let allowed { response.appendField("Allow", allowed) }
    let served = router.servedOperations.joined(separator: ", ")
    // A HEAD has the same fields as the GET, Content-Length included (RFC 9110 §9.3.2).
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
    problem.write(to: request, context, service.answers, into: &response)
  }

  // MARK: Records

  /// Logs the first eviction of a session, which its client may not expect.
  private func logEviction(at now: ServerTime) {
    isEvictionLogged = true
    log.append(
      note: "a session and its records were evicted: at most \(state.sessions.countMax) are kept, "
        + "each for an hour after its last use; /__mock/sessions counts them",
      at: now)
  }

  private func record(_ request: HTTPRequest, _ context: RequestContext, _ response: HTTPResponse) {
    guard context.isRecorded else { return log(request, context, response, lint: nil) }
    let session = context.session
    let time = context.unixNanoseconds
    let lint = session.lint.check(
      request, as: context.role, violations: context.validation.violations,
      id: session.journal.nextID,
      at: time)
    log(request, context, response, lint: lint)
    let byteCountBefore = session.journal.byteCount
    let ticket = session.journal.append(
      JournalExchange(
        connection: request.connectionNumber, time: time,
        pathPrefixCount: context.prefixes.choiceCount, isBodyPlain: context.isBodyPlain,
        validation: context.validation, lint: lint,
        scenario: context.scenario, refusal: context.refusal.map { "\($0.message)" },
        outcome: context.outcome),
      request: request, answer: context.isAnswered ? response : nil)
    state.sessions.recordJournal(
      grownBy: session.journal.byteCount - byteCountBefore, of: session)
    if !response.isImmediate {
      deliveries.begin(ticket, of: session, context.outcome, on: request.connectionID)
    }
  }

  private func log(
    _ request: HTTPRequest, _ context: RequestContext, _ response: HTTPResponse,
    lint: ClientLint.Warnings?
  ) {
    guard isLogging else { return }
    let validation = context.validation
    var entry = LogEntry(
      time: context.now, requestID: context.requestID,
      method: request.hasRequestLine ? request.method.rawValue : "-",
      path: request.hasRequestLine ? request.path : "-",
      status: context.isAnswered ? response.status : nil,
      violations: validation.violations.map(\.message),
      warnings: validation.warnings.map(\.message))
    if let refusal = context.refusal { entry.violations.append("\(refusal.message)") }
    if let problem = context.problem { entry.violations.append(problem) }
    if validation.violationsDropped > 0 {
      entry.violations.append("and \(validation.violationsDropped) more")
    }
    if let lint {
      entry.sequence = context.session.journal.nextID
      entry.warnings += lint.described(violations: validation.violations).map(\.message)
    }
    if !context.session.isDefault { entry.session = context.session.name }
    entry.scenario = context.scenario?.text
    context.session.journal.collectKeys(of: request, isBodyPlain: context.isBodyPlain)
    log.append(entry, masking: context.session.journal.keys)
  }
}
