/// By what a scenario was selected, the strongest first. The words are those of `Mock-Scenario`.
enum ScenarioWay: String, CaseIterable, Sendable {
  /// `Prefer: scenario=<name>` or `Prefer: code=<status>`.
  case prefer
  /// The session's queue.
  case queue
  /// `Authorization: Bearer mock-<name>`.
  case key
  /// `[[mock:<name>]]` in the prompt.
  case prompt
  /// `/scenario/<name>` before the path.
  case path
  /// The server's dice.
  case chaos
  /// What the server was started with; last, so that the dice can interrupt it.
  case `default`
}
