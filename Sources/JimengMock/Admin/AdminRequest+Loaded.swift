import HTTPTransport
import OpenAPIContract
import StrictJSON

/// The list of endpoints, `health`, `contract` and `scenarios`: what is loaded.
extension AdminRequest {
  func showIndex() -> AdminAnswer {
    AdminAnswer(json: [
      "version": .string(MockVersion.text), "url": .string(url(of: session)),
      "endpoints": AdminEndpoint.list,
    ])
  }

  func showHealth() -> AdminAnswer {
    let configuration = state.configuration
    return AdminAnswer(json: [
      "status": "ok", "version": .string(MockVersion.text),
      "uptimeSeconds": .seconds(passed(since: state.started)),
      "url": .string(url(of: session)),
      "listening": .string(state.address.authority),
      "page": page, "profile": .string(configuration.profile.rawValue),
      "seed": configuration.seed.map { .number(JSONNumber(checkedText: "\($0)")) } ?? .null,
      "scenarios": [
        "count": .number(state.catalogue.scenarios.count),
        "default": configuration.scenario.map { .string($0) } ?? .null,
        "chaos": .array(configuration.chaos.map { .string($0) }),
      ],
      "sessions": [
        "count": .number(state.sessions.count), "max": .number(state.sessions.countMax),
        "evicted": .number(state.sessions.evictedCount),
      ],
      "session": summary(of: session),
    ])
  }

  private var page: JSONValue {
    let contracts = state.services.flatMap(\.contracts)
    let operations = contracts.flatMap(\.operations)
    // Pages of this family have an empty title, and the name of the operation in its summary.
    let title = contracts.lazy.map(\.title).first { !$0.isEmpty } ?? operations.first?.summary ?? ""
    return [
      "name": .string(contracts.map(\.name).joined(separator: ", ")), "title": .string(title),
      "operations": .array(operations.map { .string("\($0.method) \($0.plainPath)") }),
      "rules": .number(contracts.reduce(0) { $0 + $1.rules.count }),
      "unreadProse": .number(contracts.reduce(0) { $0 + $1.unread.count }),
      "unchecked": .number(contracts.reduce(0) { $0 + $1.unchecked.count }),
    ]
  }

  /// The page's operations under the address that the client used, session included.
  func showContract() -> AdminAnswer {
    let server = url(of: session) + state.configuration.basePath
    return AdminAnswer(json: state.services.document(servers: [server]))
  }

  // MARK: Scenarios

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
    throw .unknownScenario(name, at: pointer, nearest: state.catalogue.nearestNames(to: name))
  }
}
