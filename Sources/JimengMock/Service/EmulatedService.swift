import HTTPTransport
import OpenAPIContract
import StrictJSON

/// Answers in the real service's place: submits and fetches, or what a scenario makes of them. In
/// this order: faults that strike before a body is read, keys, the contract, the scenario; so a
/// scenario never hides a bad request.
final class EmulatedService {
  let state: MockState
  private let casting: ScenarioCasting
  /// By the position of the operation in the contract.
  private let plainFields: [PlainBody.Fields]
  private let profile: MockProfile
  private let recordsContractUsage: Bool
  private let keyRequirement: KeyRequirement

  init(_ state: MockState, chaos: ChaosPlan) {
    self.state = state
    casting = ScenarioCasting(state, chaos: chaos)
    plainFields = state.contract.operations.map(PlainBody.Fields.init)
    profile = state.configuration.profile
    recordsContractUsage = state.configuration.recordsContractUsage
    keyRequirement = state.configuration.keyRequirement
  }

  // MARK: Submit

  /// - Parameters:
  ///   - index: of the operation in the contract.
  ///   - path: as the contract knows it.
  func submit(
    _ index: Int, _ request: HTTPRequest, path: ContractPath, _ visit: inout Visit,
    into response: inout HTTPResponse
  ) {
    let reading = RequestReading.read(
      request, path: path, operation: state.contract.operations[index],
      fields: plainFields[index], profile: profile)
    visit.judgement = reading.judgement
    visit.isBodyPlain = reading.plain != nil && !plainFields[index].nameKeys
    visit.role = .submit(isAccepted: false)
    if recordsContractUsage { noteSubmit(index, of: visit) }
    let selection = casting.select(
      request, prompt: Self.prompt(of: request, reading), isSubmit: true, in: visit)
    if casting.strikesAtOnce(selection, &visit, &response) { return }
    guard admitsKey(of: request, visit, into: &response) else { return }
    if !reading.judgement.isValid {
      ViolationReport.appendHeader(
        reading.judgement, sequence: visit.session.journal.nextID, to: &response)
    }
    switch reading.verdict {
    case .accepted:
      if case .ordinaryAnswer(let outcome) = casting.play(selection, &visit, into: &response) {
        accept(index, Self.facts(of: request, reading, profile), outcome, &visit, into: &response)
      }
      casting.deliver(selection, &visit, &response)
    case .refusedByContract(let status):
      ViolationReport.write(reading.judgement, status: status, to: request, into: &response)
    case .refusedByGateway(let answer):
      response.setError(answer, status: .badRequest)
    }
  }

  /// Whether a submit whose body is still to come is answered by a fault that needs none.
  func strikesEarly(_ request: HTTPRequest, in session: Session) -> Bool {
    casting.strikesEarly(request, in: session)
  }

  /// Plays that fault. Of a body that nobody read there is nothing to judge.
  func strikeEarly(
    _ index: Int, _ request: HTTPRequest, _ visit: inout Visit, into response: inout HTTPResponse
  ) {
    visit.role = .submit(isAccepted: false)
    if recordsContractUsage { noteSubmit(index, of: visit) }
    let selection = casting.select(request, prompt: nil, isSubmit: true, in: visit)
    _ = casting.strikesAtOnce(selection, &visit, &response)
  }

  private func noteSubmit(_ index: Int, of visit: Visit) {
    let operation = state.contract.operations[index]
    state.recordUsage(operation.method, operation.plainPath, visit.judgement, of: visit)
  }

  private func accept(
    _ index: Int, _ facts: TaskRequest, _ outcome: TaskOutcome, _ visit: inout Visit,
    into response: inout HTTPResponse
  ) {
    visit.role = .submit(isAccepted: true)
    guard let id = visit.session.successes[index].write(into: &response) else { return }
    let now = visit.instant
    let session = visit.session
    let countBefore = session.tasks.count
    session.tasks.insert(
      VideoTask(id: id, submitted: now, request: facts, outcome: outcome), at: now)
    state.sessions.noteTasks(grownBy: session.tasks.count - countBefore, of: session)
  }

  private static func facts(
    of request: HTTPRequest, _ reading: RequestReading, _ profile: MockProfile
  ) -> TaskRequest {
    guard let plain = reading.plain else {
      return TaskRequest(body: reading.root, profile: profile)
    }
    return request.body.withUnsafeBufferPointer { TaskRequest(plain, in: $0) }
  }

  /// Of a body that was not read, only if a token may stand in it.
  private static func prompt(of request: HTTPRequest, _ reading: RequestReading) -> String? {
    guard let plain = reading.plain else { return reading.root?["prompt"]?.string }
    guard request.body.withUnsafeBufferPointer({ plain.mayHoldToken(in: $0) }),
      let document = try? JSONReader.read(request.body, limits: RequestReading.limits)
    else { return nil }
    return document.root["prompt"]?.string
  }

  // MARK: Fetch

  func fetch(
    _ route: FetchRoute, _ request: HTTPRequest, _ visit: inout Visit,
    into response: inout HTTPResponse
  ) {
    if recordsContractUsage, let (method, path) = route.operation {
      state.recordUsage(method, path, visit.judgement, of: visit)
    }
    let selection = casting.select(request, prompt: nil, isSubmit: false, in: visit)
    if casting.strikesAtOnce(selection, &visit, &response) { return }
    guard admitsKey(of: request, visit, into: &response) else { return }
    if case .ordinaryAnswer = casting.play(selection, &visit, into: &response) {
      let origin = origin(of: request, visit)
      switch route {
      case .one(let id): Self.fetchOne(id, request, origin: origin, &visit, into: &response)
      case .batch: Self.fetchBatch(request, origin: origin, &visit, into: &response)
      case .otherMethod: break
      }
    }
    casting.deliver(selection, &visit, &response)
  }

  private static func fetchOne(
    _ id: String, _ request: HTTPRequest, origin: String, _ visit: inout Visit,
    into response: inout HTTPResponse
  ) {
    let instant = visit.instant
    // A HEAD changes nothing (RFC 9110 §9.2.1), nor does it tell of the task.
    let found =
      request.method == .head
      ? visit.session.tasks.peek(id, at: instant) : visit.session.tasks.fetch(id, at: instant)
    guard let (task, progress) = found else {
      visit.role = .fetch(taskID: id, hadEnded: false)
      response.setError(FetchAnswer.unknown, status: .badRequest)
      return
    }
    visit.role = .fetch(taskID: id, hadEnded: task.isEndTold)
    response.setSuccess(FetchAnswer.found(task, progress, origin: origin))
  }

  private static func fetchBatch(
    _ request: HTTPRequest, origin: String, _ visit: inout Visit,
    into response: inout HTTPResponse
  ) {
    guard !request.body.isEmpty else {
      response.setError(GatewayAnswers.emptyBody, status: .badRequest)
      return
    }
    let body: JSONValue
    do {
      body = try JSONReader.read(request.body).root
    } catch {
      response.setError(GatewayAnswers.notJSON(error), status: .badRequest)
      return
    }
    switch BatchRequest(body: body) {
    case .refused(let envelope): response.setError(envelope, status: .badRequest)
    case .ids(let ids, let hasNull):
      let session = visit.session
      let instant = visit.instant
      let tasks = ids.compactMap { session.tasks.fetch($0, at: instant) }
      visit.role = .fetchBatch(
        hasNoID: hasNull || ids.contains(where: ClientLint.isNoID),
        hadEnded: tasks.contains { $0.0.isEndTold })
      response.setSuccess(FetchAnswer.batch(tasks, origin: origin))
    }
  }

  /// Under which the client reaches the videos: its own way here, its session included.
  private func origin(of request: HTTPRequest, _ visit: Visit) -> String {
    let base = "http://" + (request.authority ?? state.address.authority)
    return visit.session.isDefault ? base : "\(base)/session/\(visit.session.name)"
  }

  // MARK: Keys

  private func admitsKey(
    of request: HTTPRequest, _ visit: Visit, into response: inout HTTPResponse
  ) -> Bool {
    guard keyRequirement != .none else { return true }
    switch keyRequirement.judge(request.fields["authorization"]) {
    case .accepted:
      return true
    case .missing:
      challenge(in: &response)
      response.setError(
        GatewayAnswers.tokenMissing(requestID: visit.requestID.text), status: .unauthorized)
    case .unknown:
      challenge(in: &response)
      response.setError(
        GatewayAnswers.tokenUnknown(requestID: visit.requestID.text), status: .unauthorized)
    }
    return false
  }

  /// RFC 9110 §15.5.2 asks for it, whatever the gateway does: this 401 is the mock's own doing.
  private func challenge(in response: inout HTTPResponse) {
    response.appendField("WWW-Authenticate", "Bearer")
  }
}

extension HTTPResponse {
  /// Without a charset, as the service's successes are (evidence section 2, details).
  fileprivate mutating func setSuccess(_ answer: JSONValue) {
    appendField("Content-Type", "application/json")
    JSONWriter.write(answer, to: &body)
  }
}
