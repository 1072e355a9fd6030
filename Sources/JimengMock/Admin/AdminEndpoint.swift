import HTTPTransport
import StrictJSON

/// One endpoint of the admin API: a row of the table `all`. `Router`, 404, 405 with Allow, and
/// the list at `/__mock/` read that table, so a new endpoint is one row and its handler.
struct AdminEndpoint: Sendable {
  typealias Handler = @Sendable (AdminRequest) -> () throws(AdminError) -> AdminAnswer

  let method: HTTPMethod
  /// Below `/__mock/`; braces stand for any one segment: `requests/{id}`.
  let template: String
  let summary: String
  let changesState: Bool
  let answer: Handler

  static let all: [AdminEndpoint] = [
    get("", "this list", AdminRequest.showIndex),
    get("health", "what is loaded, and how long it has run", AdminRequest.showHealth),
    get(
      "contract", "what is enforced, as OpenAPI, each rule with the words it comes from",
      AdminRequest.showContract),
    get("scenarios", "every scenario", AdminRequest.listScenarios),
    get("scenarios/{name}", "one scenario, and every way to select it", AdminRequest.showScenario),
    get(
      "requests", "the journal; filters: \(JournalFilter.parameters.joined(separator: ", "))",
      AdminRequest.listRequests),
    delete("requests", "empties the journal", AdminRequest.clearRequests),
    get("requests/{id}", "one request of the journal", AdminRequest.showRequest),
    get("har", "the journal as an HTTP Archive", AdminRequest.exportHAR),
    get(
      "events", "requests as they are recorded, as server-sent events", AdminRequest.streamEvents),
    post("verify", "checks what the journal must hold", changesState: false, AdminRequest.verify),
    get("queue", "the scenarios that the next requests get", AdminRequest.listQueue),
    post(
      "queue", "queues a scenario: {\"scenario\": name, \"times\": n}", AdminRequest.appendToQueue),
    delete("queue", "empties the queue", AdminRequest.clearQueue),
    get("tasks", "the newest tasks; limit=n for more or fewer", AdminRequest.listTasks),
    get("tasks/{id}", "one task, without counting as a fetch", AdminRequest.showTask),
    get("clock", "the session's virtual time", AdminRequest.showClock),
    post(
      "clock/advance", "moves the session's time forward: {\"seconds\": n}",
      AdminRequest.advanceClock),
    post("reset", "makes the session as if it had just begun", AdminRequest.reset),
    get("sessions", "every session", AdminRequest.listSessions),
    post(
      "sessions", "begins a session: {\"name\": name}, or {} for a name of the mock's choice",
      AdminRequest.createSession),
    delete(
      "sessions/{name}", "ends a session; the default one begins anew", AdminRequest.removeSession),
  ]

  /// All of them, for people.
  static let list = JSONValue.array(
    all.map {
      [
        "method": .string($0.method.rawValue), "path": .string($0.path),
        "summary": .string($0.summary), "changesState": .bool($0.changesState),
      ]
    })

  var path: String { "\(AdminAPI.root)/\(template)" }

  /// The paths that it answers: the list also without the slash at the end.
  var paths: [String] { template.isEmpty ? [path, AdminAPI.root] : [path] }

  private static func get(
    _ template: String, _ summary: String, _ answer: @escaping Handler
  ) -> AdminEndpoint {
    AdminEndpoint(
      method: .get, template: template, summary: summary, changesState: false, answer: answer)
  }

  private static func post(
    _ template: String, _ summary: String, changesState: Bool = true, _ answer: @escaping Handler
  ) -> AdminEndpoint {
    AdminEndpoint(
      method: .post, template: template, summary: summary, changesState: changesState,
      answer: answer)
  }

  private static func delete(
    _ template: String, _ summary: String, _ answer: @escaping Handler
  ) -> AdminEndpoint {
    AdminEndpoint(
      method: .delete, template: template, summary: summary, changesState: true, answer: answer)
  }
}
