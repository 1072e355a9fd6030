/// Decides which scenario a request gets: the first of the ways that names one. It is a function of
/// what it is given, and draws from the generator only where no other way applies.
struct ScenarioSelector: Sendable {
  let catalogue: ScenarioCatalogue
  /// For requests that ask for nothing.
  var defaultName: String?
  var chaos = ChaosPlan()

  /// Kept, for every request walks over it.
  private static let ways = ScenarioWay.allCases

  /// The ways that nothing in a body can overrule.
  private static let waysOfHead = [ScenarioWay.prefer, .queue, .key]

  func select(
    _ request: ScenarioRequest, using generator: inout SeededGenerator
  ) -> ScenarioSelection {
    select(among: Self.ways, request, &generator)
  }

  /// What is certain before the body is known.
  func selectByHead(_ request: ScenarioRequest) -> ScenarioSelection {
    var unused = SeededGenerator(seed: 0)
    return select(among: Self.waysOfHead, request, &unused)
  }

  private func select(
    among ways: [ScenarioWay], _ request: ScenarioRequest, _ generator: inout SeededGenerator
  ) -> ScenarioSelection {
    for way in ways {
      let selection = select(by: way, request, &generator)
      if case .none = selection { continue }
      if case .selected(let scenario, _) = selection, !request.makesTask,
        scenario.isAboutTasksOnly
      {
        continue
      }
      return selection
    }
    return .none
  }

  private func select(
    by way: ScenarioWay, _ request: ScenarioRequest, _ generator: inout SeededGenerator
  ) -> ScenarioSelection {
    switch way {
    case .prefer: selectPreferred(PreferField(request.prefer))
    case .queue: find(request.queueHead, via: way)
    case .key: find(request.authorization.flatMap(ScenarioKey.name), via: way)
    case .prompt: selectPrompted(request.prompt)
    case .path: find(request.path, via: way)
    case .chaos: find(chaos.draw(using: &generator), via: way)
    case .default: find(defaultName, via: way)
    }
  }

  private func find(_ name: String?, via way: ScenarioWay) -> ScenarioSelection {
    guard let name else { return .none }
    if let scenario = catalogue.scenario(named: name) { return .selected(scenario, via: way) }
    return .unknown(name, via: way, nearest: catalogue.nearestNames(to: name))
  }

  private func selectPrompted(_ prompt: String?) -> ScenarioSelection {
    let names = prompt.map(PromptToken.names) ?? []
    return names.count > 1 ? .ambiguous(names, via: .prompt) : find(names.first, via: .prompt)
  }

  /// A name beside a status must be a scenario of that status.
  private func selectPreferred(_ field: PreferField) -> ScenarioSelection {
    guard let name = field.scenario else { return findStatus(field.code) }
    let selection = find(name, via: .prefer)
    guard let code = field.code, case .selected(let scenario, _) = selection,
      scenario.status.map(String.init) != code
    else { return selection }
    return .ambiguous(["scenario=\(name)", "code=\(code)"], via: .prefer)
  }

  private func findStatus(_ code: String?) -> ScenarioSelection {
    guard let code else { return .none }
    let status = code.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(code) : nil
    if let scenario = status.flatMap(catalogue.first(status:)) {
      return .selected(scenario, via: .prefer)
    }
    let nearest = catalogue.nearestStatuses(to: status ?? 0).map { "code=\($0)" }
    return .unknown("code=\(code)", via: .prefer, nearest: status == nil ? [] : nearest)
  }
}
