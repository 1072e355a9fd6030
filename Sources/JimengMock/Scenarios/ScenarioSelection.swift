/// What came of looking for a scenario.
enum ScenarioSelection: Sendable {
  /// Nobody asked for one.
  case none
  case selected(Scenario, via: ScenarioWay)
  /// Asked for by a name, or a status, that the catalogue does not have. `nearest` holds what could
  /// have been written instead, the likeliest first.
  case unknown(String, via: ScenarioWay, nearest: [String])
  /// One way named several.
  case ambiguous([String], via: ScenarioWay)
}
