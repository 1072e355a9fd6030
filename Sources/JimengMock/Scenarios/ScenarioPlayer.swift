import HTTPTransport

/// Finds the scenario of a request and applies it. It knows what scenarios do to answers, and
/// nothing of what is answered without one.
struct ScenarioPlayer {
  private let state: MockState
  private let chaos: ChaosPlan
  /// Whether a request can get one without asking.
  private let isUnasked: Bool
  private let keyRequirement: KeyRequirement

  init(_ state: MockState, chaos: ChaosPlan) {
    self.state = state
    self.chaos = chaos
    isUnasked = state.configuration.scenario != nil || !chaos.shares.isEmpty
    keyRequirement = state.configuration.keyRequirement
  }

  // MARK: Selection

  /// - Parameter isSubmit: whether the request may bring a task into being.
  /// - Returns: nil when nobody asks for a scenario.
  func select(
    _ request: HTTPRequest, prompt: String?, isSubmit: Bool, in context: RequestContext
  ) -> ScenarioSelection? {
    guard isUnasked || asks(request, prompt, context) else { return nil }
    let selector = ScenarioSelector(
      catalogue: state.catalogue, defaultName: state.configuration.scenario, chaos: chaos)
    return selector.select(
      ScenarioRequest(
        makesTask: isSubmit, prefer: request.fields.values(of: "prefer"),
        queueHead: context.session.queue.head, authorization: scenarioKey(of: request),
        prompt: prompt, path: context.prefixes.scenario),
      using: &context.session.generator)
  }

  /// The Authorization field, unless it holds the one key that is let in: that is a key, whatever
  /// it looks like.
  private func scenarioKey(of request: HTTPRequest) -> String? {
    let authorization = request.fields["authorization"]
    if case .exactly = keyRequirement, keyRequirement.verdict(on: authorization) == .accepted {
      return nil
    }
    return authorization
  }

  /// Looks without making a string: nearly every request asks for nothing.
  private func asks(
    _ request: HTTPRequest, _ prompt: String?, _ context: RequestContext
  ) -> Bool {
    if context.prefixes.scenario != nil || !context.session.queue.isEmpty { return true }
    return Self.asksInHead(request) || prompt?.utf8.contains(UInt8(ascii: "[")) == true
  }

  private static func asksInHead(_ request: HTTPRequest) -> Bool {
    if request.fields.contains("prefer") { return true }
    return request.fields.withValue(of: "authorization") { $0?.firstOffset(of: "mock-") != nil }
  }

  /// Whether a request whose body is still to come gets a fault that needs none. One that is
  /// weaker than a prompt's token has to wait for the prompt.
  func injectsBeforeBody(_ request: HTTPRequest, in session: Session) -> Bool {
    guard !session.queue.isEmpty || Self.asksInHead(request) else { return false }
    let selector = ScenarioSelector(catalogue: state.catalogue)
    let selection = selector.selectByHead(
      ScenarioRequest(
        prefer: request.fields.values(of: "prefer"), queueHead: session.queue.head,
        authorization: scenarioKey(of: request)))
    return Self.faultBeforeBody(selection) != nil
  }

  // MARK: Application

  /// A fault that is injected before a body is read. One that the prompt asks for has to wait.
  private static func faultBeforeBody(
    _ selection: ScenarioSelection?
  ) -> (scenario: Scenario, source: ScenarioSource)? {
    guard case .selected(let scenario, let source) = selection, source != .prompt,
      let fault = scenario.fault, !fault.damagesAnswer
    else { return nil }
    return (scenario, source)
  }

  /// Injects a fault that needs no body.
  /// - Returns: whether there is one; then the request is answered.
  func injectsBeforeBody(
    _ selection: ScenarioSelection, _ context: inout RequestContext,
    _ response: inout HTTPResponse
  ) -> Bool {
    guard let (scenario, source) = Self.faultBeforeBody(selection) else { return false }
    use(scenario, source, &context, &response)
    deliver(selection, &context, &response)
    return true
  }

  /// What a scenario leaves to be answered.
  enum Rest {
    case nothing
    /// - Parameter outcome: what becomes of the task.
    case ordinaryAnswer(outcome: TaskOutcome)
  }

  /// Answers as the scenario has it, or leaves it to the caller. `deliver` has to follow.
  func apply(
    _ selection: ScenarioSelection, _ context: inout RequestContext,
    into response: inout HTTPResponse
  ) -> Rest {
    switch selection {
    case .unknown(let name, let source, let nearest):
      refuse(.unknown(name, via: source, nearest: nearest), &context, &response)
      if source == .queue { context.session.queue.useHead() }
    case .ambiguous(let names, let source):
      refuse(.ambiguous(names, via: source), &context, &response)
    case .selected(let scenario, let source):
      use(scenario, source, &context, &response)
      if let answer = scenario.answer {
        answer.write(requestID: context.requestID, into: &response)
      } else if scenario.fault?.damagesAnswer ?? true {
        return .ordinaryAnswer(outcome: scenario.task ?? .success)
      }
    }
    return .nothing
  }

  private func refuse(
    _ problem: MockProblem, _ context: inout RequestContext, _ response: inout HTTPResponse
  ) {
    context.problem = problem.detail
    problem.write(into: &response)
  }

  private func use(
    _ scenario: Scenario, _ source: ScenarioSource, _ context: inout RequestContext,
    _ response: inout HTTPResponse
  ) {
    let applied = AppliedScenario(name: scenario.name, source: source)
    context.scenario = applied
    response.appendField("Mock-Scenario", applied.text)
    if source == .queue { context.session.queue.useHead() }
  }

  /// Sends the answer as the scenario has it: late, in pieces, broken.
  func deliver(
    _ selection: ScenarioSelection, _ context: inout RequestContext,
    _ response: inout HTTPResponse
  ) {
    guard case .selected(let scenario, _) = selection,
      scenario.delay != nil || scenario.dribble != nil || scenario.fault != nil
    else { return }
    var delivery = HTTPDelivery()
    if let delay = scenario.delay {
      delivery.delay = delay.duration(using: &context.session.generator)
    }
    delivery.dribble = scenario.dribble.map {
      HTTPDelivery.Dribble(chunkCount: $0.chunkCount, total: $0.totalDuration)
    }
    context.outcome = .delayed
    if let fault = scenario.fault {
      delivery.fault = fault.delivery(using: &context.session.generator)
      context.outcome = fault.outcome
      context.isAnswered = fault.damagesAnswer
    }
    response.delivery = delivery
  }
}

extension ScenarioAnswer {
  fileprivate func write(
    requestID: RequestIDSource.RequestID, into response: inout HTTPResponse
  ) {
    response.status = HTTPStatus(status)
    if let contentType { response.appendField("Content-Type", contentType) }
    for header in headers { response.appendField(named: header.name, header.value) }
    body?.write(into: &response.body) { _, output in output.append(text: requestID.text) }
  }
}

extension ScenarioFault {
  /// In the transport's terms.
  fileprivate func delivery(using generator: inout SeededGenerator) -> HTTPDelivery.Fault {
    switch self {
    case .connectionReset: .resetConnection
    case .emptyResponse: .emptyResponse
    case .malformedChunk: .malformedChunk
    case .randomData: .randomData(SeededGenerator.noise(seed: generator.next()))
    case .truncatedBody: .truncatedBody
    case .stall: .stallInBody
    case .neverAnswers: .neverAnswer
    }
  }

  /// In the journal's.
  fileprivate var outcome: JournalOutcome {
    switch self {
    case .connectionReset: .reset
    case .emptyResponse: .emptyResponse
    case .malformedChunk, .randomData: .malformed
    case .truncatedBody: .truncated
    case .stall: .stalled
    case .neverAnswers: .neverAnswered
    }
  }
}
