import HTTPTransport

/// Finds the scenario of a request and plays it. It knows what scenarios do to answers, and nothing
/// of what is answered without one.
struct ScenarioCasting {
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
  func select(
    _ request: HTTPRequest, prompt: String?, isSubmit: Bool, in visit: Visit
  ) -> ScenarioSelection {
    guard isUnasked || asks(request, prompt, visit) else { return .none }
    let selector = ScenarioSelector(
      catalogue: state.catalogue, defaultName: state.configuration.scenario, chaos: chaos)
    return selector.select(
      ScenarioRequest(
        makesTask: isSubmit, prefer: request.fields.values(of: "prefer"),
        queueHead: visit.session.queue.head, authorization: scenarioKey(of: request),
        prompt: prompt, path: visit.prefixes.scenario),
      using: &visit.session.generator)
  }

  /// The Authorization field, unless it holds the one key that is let in: that is a key, whatever
  /// it looks like.
  private func scenarioKey(of request: HTTPRequest) -> String? {
    let authorization = request.fields["authorization"]
    if case .exactly = keyRequirement, keyRequirement.judge(authorization) == .accepted {
      return nil
    }
    return authorization
  }

  /// Looks without making a string: nearly every request asks for nothing.
  private func asks(_ request: HTTPRequest, _ prompt: String?, _ visit: Visit) -> Bool {
    if visit.prefixes.scenario != nil || !visit.session.queue.isEmpty { return true }
    return Self.asksInHead(request) || prompt?.utf8.contains(UInt8(ascii: "[")) == true
  }

  private static func asksInHead(_ request: HTTPRequest) -> Bool {
    if request.fields.contains("prefer") { return true }
    return request.fields.withValue(of: "authorization") { $0?.firstOffset(of: "mock-") != nil }
  }

  /// Whether a request whose body is still to come gets a fault that needs none. One that is
  /// weaker than a prompt's token has to wait for the prompt.
  func strikesEarly(_ request: HTTPRequest, in session: Session) -> Bool {
    guard !session.queue.isEmpty || Self.asksInHead(request) else { return false }
    let selector = ScenarioSelector(catalogue: state.catalogue)
    let selection = selector.selectByHead(
      ScenarioRequest(
        prefer: request.fields.values(of: "prefer"), queueHead: session.queue.head,
        authorization: scenarioKey(of: request)))
    return Self.faultAtOnce(selection) != nil
  }

  // MARK: Play

  /// A fault that strikes before a body is read. One that the prompt asks for has to wait.
  private static func faultAtOnce(
    _ selection: ScenarioSelection
  ) -> (scenario: Scenario, way: ScenarioWay)? {
    guard case .selected(let scenario, let way) = selection, way != .prompt,
      let fault = scenario.fault, !fault.damagesAnswer
    else { return nil }
    return (scenario, way)
  }

  /// Plays a fault that strikes before a body is read.
  func strikesAtOnce(
    _ selection: ScenarioSelection, _ visit: inout Visit, _ response: inout HTTPResponse
  ) -> Bool {
    guard let (scenario, way) = Self.faultAtOnce(selection) else { return false }
    cast(scenario, way, &visit, &response)
    ScenarioDelivery.apply(scenario, &visit, to: &response)
    return true
  }

  /// What a scenario leaves to be answered.
  enum Rest {
    case nothing
    /// - Parameter outcome: what becomes of the task.
    case ordinaryAnswer(outcome: TaskOutcome)
  }

  /// Answers as the scenario has it, or leaves it to the caller. `deliver` has to follow.
  func play(
    _ selection: ScenarioSelection, _ visit: inout Visit, into response: inout HTTPResponse
  ) -> Rest {
    switch selection {
    case .none:
      return .ordinaryAnswer(outcome: .success)
    case .unknown(let name, let way, let nearest):
      complain(.unknown(name, via: way, nearest: nearest), &visit, &response)
      if way == .queue { visit.session.queue.useHead() }
    case .ambiguous(let names, let way):
      complain(.ambiguous(names, via: way), &visit, &response)
    case .selected(let scenario, let way):
      cast(scenario, way, &visit, &response)
      if let answer = scenario.answer {
        answer.write(requestID: visit.requestID.text, into: &response)
      } else if scenario.fault?.damagesAnswer ?? true {
        return .ordinaryAnswer(outcome: scenario.task ?? .success)
      }
    }
    return .nothing
  }

  private func complain(
    _ problem: MockProblem, _ visit: inout Visit, _ response: inout HTTPResponse
  ) {
    visit.complaint = problem.detail
    problem.write(into: &response)
  }

  /// Sends the answer as the scenario has it: late, in pieces, broken.
  func deliver(
    _ selection: ScenarioSelection, _ visit: inout Visit, _ response: inout HTTPResponse
  ) {
    guard case .selected(let scenario, _) = selection else { return }
    ScenarioDelivery.apply(scenario, &visit, to: &response)
  }

  private func cast(
    _ scenario: Scenario, _ way: ScenarioWay, _ visit: inout Visit, _ response: inout HTTPResponse
  ) {
    let mark = ScenarioMark(name: scenario.name, way: way)
    visit.scenario = mark
    response.appendField("Mock-Scenario", mark.text)
    if way == .queue { visit.session.queue.useHead() }
  }
}

extension ScenarioAnswer {
  fileprivate func write(requestID: String, into response: inout HTTPResponse) {
    response.status = HTTPStatus(status)
    if let contentType { response.appendField("Content-Type", contentType) }
    for header in headers { response.appendField(named: header.name, header.value) }
    body?.append(requestID: requestID, to: &response.body)
  }
}
