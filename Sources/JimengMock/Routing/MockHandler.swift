import HTTPTransport
import OpenAPIContract
import StrictJSON

/// Answers the requests of one mock: session, route, answer, record, in this order. It lives on the
/// server's loop thread and owns, with `MockState`, all that changes.
final class MockHandler: HTTPHandler {
  let state: MockState
  private let service: EmulatedService
  private let admin: AdminAPI
  private let router: MockRouter
  private let basePath: ContiguousArray<UInt8>
  private let isLogging: Bool
  private static let bodyBytesAwaited = 65_536
  private var deliveries = PendingDeliveries()
  /// Unchecked for being a value that knows no handler: no access can lead back here.
  @exclusivity(unchecked) private var log: RequestLog
  private var isEvictionNoted = false

  init(_ state: MockState, chaos: ChaosPlan) {
    let configuration = state.configuration
    self.state = state
    service = EmulatedService(state, chaos: chaos)
    admin = AdminAPI(state)
    router = MockRouter(operations: state.contract.operations)
    basePath = ContiguousArray(configuration.basePath.utf8)
    isLogging = configuration.log != .off
    log = RequestLog(
      format: configuration.log, isColored: configuration.isLogColored,
      descriptor: configuration.logDescriptor)
  }

  func respond(to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse) {
    let prefixes = prefixes(of: request)
    let ownPath = ownPath(of: request, prefixes)
    let refusal = ownPath.flatMap { admin.refusal(of: request, path: $0) }
    // Who is not let in does not push out a session either.
    let choice = refusal == nil ? Self.choice(of: request, prefixes) : .standard
    var visit = begin(choice, prefixes, at: now, in: &response)
    if let refusal {
      visit.isRecorded = false
      refusal.write(into: &response)
    } else if case .refused(let reason) = choice {
      CrossOrigin.allow(request, in: &response)
      visit.complaint = reason
      MockProblem(code: "bad_session_name", detail: reason, status: .badRequest)
        .write(into: &response)
    } else if let ownPath {
      answerOwnSide(request, path: ownPath, &visit, into: &response)
    } else {
      CrossOrigin.allow(request, in: &response)
      route(request, &visit, into: &response)
    }
    record(request, visit, response)
  }

  /// A body that a client sends in any case is waited for, so that the record of a request does not
  /// depend on how its bytes were cut into packets: one is struck early that waits for leave to
  /// send it, or announces a long one.
  func respondEarly(
    to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse
  ) -> Bool {
    let length = request.fields["content-length"].flatMap { Int($0) } ?? 0
    guard length > Self.bodyBytesAwaited || request.fields.contains("expect") else { return false }
    let prefixes = prefixes(of: request)
    let choice = Self.choice(of: request, prefixes)
    if case .refused = choice { return false }
    let path = request.withPath { ContractPath($0, dropping: prefixes.count) }
    guard case .operation(let index) = router.route(request, path: path),
      service.strikesEarly(request, in: session(of: choice, at: now))
    else { return false }
    var visit = begin(choice, prefixes, at: now, in: &response)
    CrossOrigin.allow(request, in: &response)
    service.strikeEarly(index, request, &visit, into: &response)
    record(request, visit, response)
    return true
  }

  func refuse(
    _ refusal: HTTPRefusal, of request: HTTPRequest, at now: ServerTime,
    into response: inout HTTPResponse
  ) {
    let prefixes = request.hasRequestLine ? prefixes(of: request) : PathPrefixes()
    var visit = begin(Self.choice(of: request, prefixes), prefixes, at: now, in: &response)
    CrossOrigin.allow(request, in: &response)
    let problem = MockProblem(
      code: "bad_http_request", detail: "\(refusal.message)", status: response.status)
    problem.write(to: request, into: &response)
    visit.refusal = refusal
    visit.outcome = .refused
    // A connection too many has sent nothing that could be recorded.
    if refusal == .tooManyConnections { visit.isRecorded = false }
    state.recordRefusal(refusal, of: request, visit)
    record(request, visit, response)
  }

  func deliveryEnded(_ end: HTTPDelivery.End, on connectionID: UInt64, at now: ServerTime) {
    deliveries.end(end, on: connectionID, at: now)
  }

  func turnEnded(at now: ServerTime) {
    state.sessions.expireNowAndThen(at: now)
    guard isLogging else { return }
    if !isEvictionNoted, state.sessions.evictedCount > 0 { noteEviction(at: now) }
    log.flush()
  }

  func takePushes() -> [StreamPush] {
    admin.takePushes(at: .current())
  }

  func connectionClosed(_ connectionID: UInt64) {
    admin.connectionClosed(connectionID)
  }

  // MARK: Beginning

  private func prefixes(of request: HTTPRequest) -> PathPrefixes {
    request.withPath { PathPrefixes($0, basePath: basePath) }
  }

  /// Without its prefixes; nil when it is not a path of the admin API.
  private func ownPath(of request: HTTPRequest, _ prefixes: PathPrefixes) -> String? {
    guard request.withPath({ $0.hasBytes("/__mock", at: prefixes.count) }) else { return nil }
    return String(Substring(request.path.utf8.dropFirst(prefixes.count)))
  }

  private static func choice(
    of request: HTTPRequest, _ prefixes: PathPrefixes
  ) -> SessionChoice {
    SessionChoice(pathName: prefixes.session, lines: request.fields.values(of: "mock-session"))
  }

  private func session(of choice: SessionChoice, at now: ServerTime) -> Session {
    guard case .named(let name) = choice else { return state.sessions.standard }
    return state.sessions.session(named: name, at: now)
  }

  /// What every answer carries.
  private func begin(
    _ choice: SessionChoice, _ prefixes: PathPrefixes, at now: ServerTime,
    in response: inout HTTPResponse
  ) -> Visit {
    let session = session(of: choice, at: now)
    let requestID = session.requestIDs.next(at: now)
    response.appendField("X-Oneapi-Request-Id") { requestID.append(to: &$0) }
    if !session.isDefault { response.appendField("Mock-Session", session.name) }
    var visit = Visit(session: session, requestID: requestID, now: now, prefixes: prefixes)
    // What names no session is none of the default one's requests: only the log tells of it.
    if case .refused = choice { visit.isRecorded = false }
    return visit
  }

  // MARK: Routes

  private func route(
    _ request: HTTPRequest, _ visit: inout Visit, into response: inout HTTPResponse
  ) {
    let path = request.withPath { ContractPath($0, dropping: visit.prefixes.count) }
    switch router.route(request, path: path) {
    case .operation(let index):
      service.submit(index, request, path: path, &visit, into: &response)
    case .fetch(let fetch):
      service.fetch(fetch, request, &visit, into: &response)
    case .otherMethod(let allowed) where request.method == .options:
      CrossOrigin.answerOptions(request, allowed: allowed, in: &response)
    case .otherMethod(let allowed):
      state.recordUnserved(request, allowed: allowed, of: visit)
      answerUnserved(request, allowed: allowed, in: &response)
    case .unknownPath where request.target == "*":
      CrossOrigin.answerOptions(request, allowed: "GET, HEAD, POST, OPTIONS", in: &response)
    case .unknownPath:
      state.recordUnserved(request, allowed: nil, of: visit)
      answerUnserved(request, allowed: nil, in: &response)
    }
  }

  /// No other origin may read the admin API; the videos beside it are the service's.
  private func answerOwnSide(
    _ request: HTTPRequest, path: String, _ visit: inout Visit, into response: inout HTTPResponse
  ) {
    let isAnswered = admin.respond(
      to: request, path: path, session: visit.session, at: visit.now, into: &response)
    guard !isAnswered else {
      visit.isRecorded = false
      return
    }
    CrossOrigin.allow(request, in: &response)
    if let video = VideoPath(path) {
      VideoHandler.respond(to: request, for: video, into: &response)
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

  /// The first time: whoever made a session may have thought that it stays.
  private func noteEviction(at now: ServerTime) {
    isEvictionNoted = true
    log.append(
      note: "a session had to go with its records: there is room for \(state.sessions.countMax), "
        + "each for an hour without use; /__mock/sessions counts them",
      at: now)
  }

  private func record(_ request: HTTPRequest, _ visit: Visit, _ response: HTTPResponse) {
    guard visit.isRecorded else { return log(request, visit, response, lint: nil) }
    let session = visit.session
    let time = visit.unixNanoseconds
    let lint = session.lint.check(
      request, as: visit.role, violations: visit.judgement.violations, id: session.journal.nextID,
      at: time)
    log(request, visit, response, lint: lint)
    let byteCountBefore = session.journal.byteCount
    let ticket = session.journal.append(
      JournalExchange(
        connection: request.connectionNumber, time: time,
        pathPrefixCount: visit.prefixes.choiceCount, isBodyPlain: visit.isBodyPlain,
        validation: visit.judgement, lint: lint,
        scenario: visit.scenario, refusal: visit.refusal.map { "\($0.message)" },
        outcome: visit.outcome),
      request: request, answer: visit.isAnswered ? response : nil)
    state.sessions.noteJournal(
      grownBy: session.journal.byteCount - byteCountBefore, of: session)
    if !response.isImmediate {
      deliveries.begin(ticket, of: session, visit.outcome, on: request.connectionID)
    }
  }

  private func log(
    _ request: HTTPRequest, _ visit: Visit, _ response: HTTPResponse, lint: ClientLint.Warnings?
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
    if let lint {
      entry.sequence = visit.session.journal.nextID
      entry.warnings += lint.described(violations: judgement.violations).map(\.message)
    }
    if !visit.session.isDefault { entry.session = visit.session.name }
    entry.scenario = visit.scenario?.text
    log.append(entry)
  }
}
