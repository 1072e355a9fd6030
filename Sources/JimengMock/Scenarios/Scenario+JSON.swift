package import StrictJSON

/// A scenario as the admin API and the command show it.
extension Scenario {
  /// What is known of it, then what happens.
  package var json: JSONObject {
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

  /// The same, and `select`: how to ask for it.
  /// - Parameter url: where the mock is, its session included.
  package func json(at url: String) -> JSONObject {
    var object = json
    object.append("select", selection(at: url))
    return object
  }

  /// The ways that a client, a test or an address can take, ready to copy.
  private func selection(at url: String) -> JSONValue {
    [
      "prefer": .string("Prefer: scenario=\(name)"),
      "queue": .string("POST \(AdminAPI.root)/queue {\"scenario\":\"\(name)\"}"),
      "key": .string("Authorization: Bearer mock-\(name)"),
      "prompt": .string("[[mock:\(name)]]"),
      "path": .string("\(url)/scenario/\(name)"),
      "chaos": .string("--chaos \(name)=0.1"),
      "default": .string("--scenario \(name)"),
    ]
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
