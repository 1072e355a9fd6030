import HTTPTransport
import StrictJSON

/// `scenarios`: what can be made to go wrong.
extension AdminCall {
  func listScenarios() -> AdminAnswer {
    AdminAnswer(json: ["scenarios": .array(state.catalogue.scenarios.map { .object($0.json) })])
  }

  func showScenario() throws(AdminError) -> AdminAnswer {
    let scenario = try scenario(named: item, at: nil)
    var object = scenario.json
    object.append("select", selection(of: scenario.name))
    return AdminAnswer(json: .object(object))
  }

  /// - Parameter pointer: where the body names it; nil when the path does.
  func scenario(named name: String, at pointer: JSONPointer?) throws(AdminError) -> Scenario {
    if let scenario = state.catalogue.scenario(named: name) { return scenario }
    throw .unknownScenario(
      name, at: pointer, nearest: state.catalogue.nearestNames(to: name))
  }

  /// The ways that a client, a test or an address can take, ready to copy.
  private func selection(of name: String) -> JSONValue {
    [
      "prefer": .string("Prefer: scenario=\(name)"),
      "queue": .string("POST \(AdminOperation.appendToQueue.path) {\"scenario\":\"\(name)\"}"),
      "key": .string("Authorization: Bearer mock-\(name)"),
      "prompt": .string("[[mock:\(name)]]"),
      "path": .string("\(url(of: session))/scenario/\(name)"),
      "chaos": .string("--chaos \(name)=0.1"),
      "default": .string("--scenario \(name)"),
    ]
  }
}

extension Scenario {
  /// As the own side tells it: what is known of it, then what happens.
  fileprivate var json: JSONObject {
    var object: JSONObject = [
      "name": .string(name), "summary": .string(metadata.summary),
      "provenance": .string(metadata.provenance.rawValue), "source": .string(metadata.source),
      "reaction": .string(metadata.reaction),
      "status": status.map { .number($0) } ?? .null,
      "fault": fault.map { .string($0.rawValue) } ?? .null,
      "task": task.map(\.json) ?? .null,
    ]
    if let delay { object.append("delay", delay.json) }
    if let dribble {
      object.append(
        "dribble",
        [
          "chunks": .number(dribble.chunkCount), "seconds": .seconds(dribble.totalDuration),
        ])
    }
    return object
  }
}

extension ScenarioDelay {
  /// WireMock's words for the distributions.
  fileprivate var json: JSONValue {
    switch self {
    case .fixed(let milliseconds):
      ["type": "fixed", "milliseconds": .number(milliseconds)]
    case .uniform(let lower, let upper):
      ["type": "uniform", "lower": .number(lower), "upper": .number(upper)]
    case .lognormal(let median, let sigma):
      ["type": "lognormal", "median": .number(median), "sigma": .number(sigma)]
    }
  }
}
