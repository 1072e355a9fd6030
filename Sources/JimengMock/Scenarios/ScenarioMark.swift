/// Which scenario a request got, and by which way.
struct ScenarioMark: Equatable, Sendable {
  let name: String
  let way: ScenarioWay

  /// The value of `Mock-Scenario`: a structured field's token with a parameter (RFC 9651).
  var text: String { "\(name); via=\(way.rawValue)" }
}
