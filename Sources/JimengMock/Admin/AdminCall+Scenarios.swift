import HTTPTransport
import StrictJSON

/// `scenarios`: what can be made to go wrong.
extension AdminCall {
  func listScenarios() -> AdminAnswer {
    AdminAnswer(json: ["scenarios": .array(state.catalogue.scenarios.map { .object($0.json) })])
  }

  func showScenario() throws(AdminError) -> AdminAnswer {
    let scenario = try scenario(named: item, at: nil)
    return AdminAnswer(json: .object(scenario.json(at: url(of: session))))
  }

  /// - Parameter pointer: where the body names it; nil when the path does.
  func scenario(named name: String, at pointer: JSONPointer?) throws(AdminError) -> Scenario {
    if let scenario = state.catalogue.scenario(named: name) { return scenario }
    throw .unknownScenario(
      name, at: pointer, nearest: state.catalogue.nearestNames(to: name))
  }
}
