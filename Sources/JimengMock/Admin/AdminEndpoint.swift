import HTTPTransport
import OpenAPIContract
import StrictJSON

/// One endpoint of the admin API: a row of the table `all`. Routing, 404, 405 with Allow, and the
/// list at `/__mock/` read that table, so a new endpoint is one row and its handler.
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

// MARK: Routing

extension AdminEndpoint {
  enum Match {
    /// With the value of the template's braces, decoded; empty where it has none.
    case endpoint(AdminEndpoint, item: String)
    /// An OPTIONS request (RFC 9110 §9.3.7).
    case options(allowed: String)
  }

  /// - Parameter path: one that `AdminAPI` serves.
  static func find(_ method: HTTPMethod, _ path: String) throws(AdminError) -> Match {
    let rest = Substring(path.utf8.dropFirst(AdminAPI.root.utf8.count + 1))
    let segments = rest.split(separator: "/", omittingEmptySubsequences: false)
    // A HEAD is answered as the GET it stands for (RFC 9110 §9.3.2).
    let wanted = method == .head ? .get : method
    var allowed: [String] = []
    for endpoint in all {
      guard let item = endpoint.item(in: segments) else { continue }
      if endpoint.method == wanted {
        return .endpoint(endpoint, item: PercentEncoding.decode(item.utf8, plusIsSpace: false))
      }
      allowed.append(endpoint.method.rawValue)
      if endpoint.method == .get { allowed.append("HEAD") }
    }
    guard !allowed.isEmpty else { throw .unknownPath(path, nearest: nearestPath(to: path)) }
    let list = (allowed + ["OPTIONS"]).joined(separator: ", ")
    guard method == .options else {
      throw .otherMethod(method.rawValue, path: path, allowed: list)
    }
    return .options(allowed: list)
  }

  /// The segment that stands for the braces, empty where there are none; nil when the path is
  /// another one.
  private func item(in segments: [Substring]) -> Substring? {
    let parts = template.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == segments.count else { return nil }
    var item: Substring = ""
    for (part, segment) in zip(parts, segments) {
      if part.utf8.first == UInt8(ascii: "{") {
        guard !segment.isEmpty else { return nil }
        item = segment
      } else if !part.utf8.elementsEqual(segment.utf8) {
        return nil
      }
    }
    return item
  }

  private static func nearestPath(to path: String) -> String? {
    NearestName.find(path, among: all.map(\.path).filter { !$0.utf8.contains(UInt8(ascii: "{")) })
  }
}
