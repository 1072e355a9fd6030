import HTTPTransport
import StrictJSON

/// Tells a client that the scenario it asks for is not to be had: loudly, since a test that goes on
/// without its fault would prove nothing.
extension MockProblem {
  static func unknown(_ name: String, via way: ScenarioWay, nearest: [String]) -> MockProblem {
    // What was taken for a name may be half of somebody's key.
    let subject =
      way == .key
      ? "the API key begins as those that name a scenario do, and names none"
      : "there is no scenario '\(PrintableText.of(name))'"
    return problem(
      "unknown_scenario", subject + NearestName.suggestion(nearest), way: way,
      .init(name: "nearest", value: .array(nearest.map { .string($0) })))
  }

  static func ambiguous(_ names: [String], via way: ScenarioWay) -> MockProblem {
    let list = names.map(PrintableText.of).joined(separator: ", ")
    return problem(
      "ambiguous_scenario", "one request has one scenario, not several: \(list)", way: way,
      .init(name: "names", value: .array(names.map { .string($0) })))
  }

  private static func problem(
    _ code: String, _ detail: String, way: ScenarioWay, _ names: JSONObject.Member
  ) -> MockProblem {
    MockProblem(
      code: code, detail: detail, status: .badRequest,
      extensions: JSONObject(members: [.init(name: "via", value: .string(way.rawValue)), names]))
  }
}
