import HTTPTransport
import OpenAPIContract
import StrictJSON

/// Answers as the real service does, or as a scenario says. The order is: faults that need no body,
/// API key, contract, scenario. So a scenario never hides a bad request.
final class ServiceHandler {
  private let state: MockState
  private let player: ScenarioPlayer
  private let profile: MockProfile
  private let recordsUsage: Bool
  private let keyRequirement: KeyRequirement

  init(_ state: MockState, chaos: ChaosPlan) {
    self.state = state
    player = ScenarioPlayer(state, chaos: chaos)
    profile = state.configuration.profile
    recordsUsage = state.configuration.recordsContractUsage
    keyRequirement = state.configuration.keyRequirement
  }

  func answer(
    _ operation: EmulatedOperation, _ request: HTTPRequest, _ context: inout RequestContext,
    into response: inout HTTPResponse
  ) {
    let reading = RequestReading.read(request, operation, profile: profile, &context)
    context.isBodyPlain = reading.plain != nil && !operation.fields.nameKeys
    if operation.makesTask { context.role = .submit(isAccepted: false) }
    if recordsUsage { state.recordUsage(operation, of: request, context) }
    let selection = player.select(
      request, prompt: Self.prompt(of: request, reading, operation),
      isSubmit: operation.makesTask, in: context)
    if let selection, player.injectsBeforeBody(selection, &context, &response) { return }
    guard admitsKey(of: request, operation, context, into: &response) else { return }
    if !context.validation.isValid {
      ViolationReport.appendHeader(
        context.validation, sequence: context.session.journal.nextID, to: &response)
    }
    switch reading.verdict {
    case .accepted:
      guard let selection else {
        return answerAccepted(operation, request, reading, .success, &context, into: &response)
      }
      if case .ordinaryAnswer(let outcome) = player.apply(selection, &context, into: &response) {
        answerAccepted(operation, request, reading, outcome, &context, into: &response)
      }
      player.deliver(selection, &context, &response)
    case .refusedByContract(let status):
      ViolationReport.write(
        context.validation, status: status, to: request, context, operation.answers, into: &response
      )
    case .refusedByGateway(let message):
      operation.answers.violation.write(
        ServiceAnswer.Refusal(requestID: context.requestID, message: message), into: &response)
    }
  }

  /// Whether a fault that needs no body answers a request whose body has not arrived yet.
  func injectsBeforeBody(
    _ operation: EmulatedOperation, _ request: HTTPRequest, in session: Session
  ) -> Bool {
    operation.makesTask && player.injectsBeforeBody(request, in: session)
  }

  /// Injects that fault. The body is not read, so it is not validated.
  func injectBeforeBody(
    _ operation: EmulatedOperation, _ request: HTTPRequest, _ context: inout RequestContext,
    into response: inout HTTPResponse
  ) {
    context.role = .submit(isAccepted: false)
    if recordsUsage { state.recordUsage(operation, of: request, context) }
    let selection = player.select(request, prompt: nil, isSubmit: true, in: context)
    if let selection { _ = player.injectsBeforeBody(selection, &context, &response) }
  }

  // MARK: Answers

  private func answerAccepted(
    _ operation: EmulatedOperation, _ request: HTTPRequest, _ reading: RequestReading,
    _ outcome: TaskOutcome, _ context: inout RequestContext,
    into response: inout HTTPResponse
  ) {
    switch operation.role {
    case .submit(let job):
      let parameters = Self.parameters(of: request, reading, job, profile)
      accept(job, parameters, outcome, &context, into: &response)
    case .fetch(let place, let answers):
      let id = Self.taskID(place, operation, request, path: context.path, reading)
      fetchOne(id, answers, operation, request, &context, into: &response)
    case .fetchMany(let place, let answers):
      fetchMany(at: place, answers, operation, request, &context, into: &response)
    case .example(let answer):
      answer.write(ServiceAnswer.Refusal(requestID: context.requestID), into: &response)
    }
  }

  private func accept(
    _ job: Job, _ parameters: TaskParameters, _ outcome: TaskOutcome,
    _ context: inout RequestContext, into response: inout HTTPResponse
  ) {
    context.role = .submit(isAccepted: true)
    let session = context.session
    let now = context.instant
    let id = session.taskIDs[job.index].next()
    let requestID = context.requestID
    job.accepted.write(into: &response) { value, output in
      switch value {
      case .taskID, .taskIDNumber: output.append(text: id)
      case .requestID: output.append(text: requestID.text)
      case .status: output.appendEscaped(job.word(for: .notStarted))
      case .progress: output.append(decimal: 0)
      case .duration: output.append(decimal: Int(parameters.seconds))
      case .time(_, let format): format.append(now, to: &output)
      case .failReason, .videoURL, .message, .code, .method, .path, .error, .tasks: break
      }
    }
    let countBefore = session.tasks.count
    session.tasks.insert(
      VideoTask(
        id: id, job: job.index, submitted: now, parameters: parameters, outcome: outcome),
      at: now)
    state.sessions.recordTasks(grownBy: session.tasks.count - countBefore, of: session)
  }

  private func fetchOne(
    _ id: String, _ answers: [TaskAnswers], _ operation: EmulatedOperation, _ request: HTTPRequest,
    _ context: inout RequestContext, into response: inout HTTPResponse
  ) {
    let instant = context.instant
    // A HEAD changes nothing (RFC 9110 §9.2.1), so it does not count as a fetch.
    let found =
      request.method == .head
      ? context.session.tasks.peek(id, at: instant) : context.session.tasks.fetch(id, at: instant)
    guard let (task, progress) = found,
      let answer = answers.first(where: { $0.job.index == Int(task.job) })
    else {
      context.role = .fetch(taskID: id, hadEnded: false)
      operation.answers.unknownTask.write(
        ServiceAnswer.Refusal(requestID: context.requestID), into: &response)
      return
    }
    context.role = .fetch(taskID: id, hadEnded: task.isEndTold)
    answer.write(
      TaskAnswers.Found(task: task, progress: progress), circumstances(of: request, context),
      into: &response)
  }

  /// A request with more ids is refused; this limit is the mock's own.
  static let idCountMax = 1000

  private func fetchMany(
    at place: JSONPointer, _ answers: [TaskAnswers], _ operation: EmulatedOperation,
    _ request: HTTPRequest, _ context: inout RequestContext, into response: inout HTTPResponse
  ) {
    let ids: [JSONValue]
    switch Self.ids(at: place, in: request, operation.gateway) {
    case .failure(let refusal):
      operation.answers.violation.write(
        ServiceAnswer.Refusal(requestID: context.requestID, message: refusal.message),
        into: &response)
      return
    case .success(let found): ids = found
    }
    let session = context.session
    let instant = context.instant
    // An id that is not a string is left out, as an unknown id is.
    var seen = Set<JSONName>(minimumCapacity: ids.count)
    let texts = ids.compactMap(\.string).filter { seen.insert(JSONName($0)).inserted }
    let found = texts.compactMap { session.tasks.fetch($0, at: instant) }
      .filter { task, _ in answers.contains { $0.job.index == Int(task.job) } }
    context.role = .fetchBatch(
      hasNoID: ids.contains(where: \.isNull) || texts.contains(where: ClientLint.isNoID),
      hadEnded: found.contains { $0.0.isEndTold })
    answers.first?.write(
      found.map { TaskAnswers.Found(task: $0.0, progress: $0.1) }, as: answers,
      circumstances(of: request, context), into: &response)
  }

  private struct IDsRefusal: Error {
    let message: String
  }

  /// Null or missing ids mean an empty list, as at the gateway.
  private static func ids(
    at place: JSONPointer, in request: HTTPRequest, _ gateway: GatewayChecks?
  ) -> Result<[JSONValue], IDsRefusal> {
    func refuse(_ message: String) -> Result<[JSONValue], IDsRefusal> {
      .failure(IDsRefusal(message: message))
    }
    guard !request.body.isEmpty else {
      return refuse(gateway?.decodingMessage(nil) ?? "the request has no body")
    }
    let body: JSONValue
    do throws(JSONReadError) {
      body = try JSONReader.read(request.body).root
    } catch {
      return refuse(gateway?.decodingMessage(error) ?? "\(error)")
    }
    guard body.object != nil else {
      return body.isNull ? .success([]) : refuse("the body must be an object")
    }
    let name = place.tokens.joined(separator: ".")
    switch place.resolve(in: body) {
    case nil, .null: return .success([])
    case .array(let items) where items.count > idCountMax:
      return refuse("\(name): at most \(idCountMax), not \(items.count)")
    case .array(let items): return .success(items)
    case .some: return refuse("\(name) must be an array of strings")
    }
  }

  // MARK: Reading a request

  private static func parameters(
    of request: HTTPRequest, _ reading: RequestReading, _ job: Job, _ profile: MockProfile
  ) -> TaskParameters {
    guard let plain = reading.plain else {
      return TaskParameters(body: reading.root, job.request, profile: profile)
    }
    return request.body.withUnsafeBufferPointer { TaskParameters(plain, in: $0) }
  }

  /// The prompt, in which a scenario may be named. A body that was not parsed is parsed only if its
  /// prompt contains a `[`.
  private static func prompt(
    of request: HTTPRequest, _ reading: RequestReading, _ operation: EmulatedOperation
  ) -> String? {
    if let plain = reading.plain,
      !request.body.withUnsafeBufferPointer({ plain.mayHoldToken(in: $0) })
    {
      return nil
    }
    guard case .submit(let job) = operation.role, let place = job.request.prompt else {
      return nil
    }
    let root =
      reading.plain == nil
      ? reading.root
      : (try? JSONReader.read(request.body, limits: RequestReading.limits))?.root
    return root.flatMap { place.resolve(in: $0)?.string }
  }

  /// Empty if the request has none; some clients do not read the answer to their submit.
  private static func taskID(
    _ place: TaskIDPlace, _ operation: EmulatedOperation, _ request: HTTPRequest,
    path: RequestPath, _ reading: RequestReading
  ) -> String {
    switch place {
    case .path(let name):
      return path.withBytes(of: request) { path in
        operation.served.lazy.compactMap { $0.values(in: path) }.first?
          .first { $0.name == name }?.value ?? ""
      }
    case .query(let name):
      return JournalFilter.pairs(ofQuery: request.query ?? "").first { $0.name == name }?.value
        ?? ""
    case .body(let place):
      let root = reading.root ?? (try? JSONReader.read(request.body))?.root
      return root.flatMap { place.resolve(in: $0)?.idText } ?? ""
    }
  }

  /// The URLs of videos use the address and the session by which the client reached the mock.
  private func circumstances(
    of request: HTTPRequest, _ context: RequestContext
  ) -> TaskAnswers.Circumstances {
    let base = "http://" + (request.authority ?? state.address.authority)
    let session = context.session
    return TaskAnswers.Circumstances(
      origin: session.isDefault ? base : "\(base)/session/\(session.name)",
      requestID: context.requestID, now: context.instant)
  }

  // MARK: Keys

  private func admitsKey(
    of request: HTTPRequest, _ operation: EmulatedOperation, _ context: RequestContext,
    into response: inout HTTPResponse
  ) -> Bool {
    guard keyRequirement != .none else { return true }
    let answer: ServiceAnswer
    switch keyRequirement.verdict(on: request.fields["authorization"]) {
    case .accepted: return true
    case .missing: answer = operation.answers.keyMissing
    case .unknown: answer = operation.answers.keyUnknown
    }
    // RFC 9110 §15.5.2 requires this field, whether the real service sends it or not.
    if answer.status == .unauthorized { response.appendField("WWW-Authenticate", "Bearer") }
    answer.write(ServiceAnswer.Refusal(requestID: context.requestID), into: &response)
    return false
  }
}
