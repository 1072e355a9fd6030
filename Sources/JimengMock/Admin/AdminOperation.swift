import HTTPTransport
import StrictJSON

/// What the mock's own side can be asked for, each a method on a path.
enum AdminOperation: CaseIterable {
  case showIndex
  case showHealth
  case showContract
  case listScenarios, showScenario
  case listRequests, clearRequests, showRequest
  case exportHAR
  case streamEvents
  case verify
  case listQueue, appendToQueue, clearQueue
  case listTasks, showTask
  case showClock, advanceClock
  case reset
  case listSessions, createSession, removeSession

  /// Where the own side begins.
  static let root = "/__mock"

  var method: HTTPMethod {
    switch self {
    case .showIndex, .showHealth, .showContract, .listScenarios, .showScenario, .listRequests,
      .showRequest, .exportHAR, .streamEvents, .listQueue, .listTasks, .showTask, .showClock,
      .listSessions:
      .get
    case .verify, .appendToQueue, .advanceClock, .reset, .createSession: .post
    case .clearRequests, .clearQueue, .removeSession: .delete
    }
  }

  /// Below the root. What stands in braces is any one segment.
  private var template: String {
    switch self {
    case .showIndex: ""
    case .showHealth: "health"
    case .showContract: "contract"
    case .listScenarios: "scenarios"
    case .showScenario: "scenarios/{name}"
    case .listRequests, .clearRequests: "requests"
    case .showRequest: "requests/{id}"
    case .exportHAR: "har"
    case .streamEvents: "events"
    case .verify: "verify"
    case .listQueue, .appendToQueue, .clearQueue: "queue"
    case .listTasks: "tasks"
    case .showTask: "tasks/{id}"
    case .showClock: "clock"
    case .advanceClock: "clock/advance"
    case .reset: "reset"
    case .listSessions, .createSession: "sessions"
    case .removeSession: "sessions/{name}"
    }
  }

  var path: String { "\(Self.root)/\(template)" }

  var summary: String {
    switch self {
    case .showIndex: "this list"
    case .showHealth: "what is loaded, and for how long it has run"
    case .showContract: "what is enforced, as OpenAPI, each rule with the words it comes from"
    case .listScenarios: "every scenario"
    case .showScenario: "one scenario, and every way to select it"
    case .listRequests:
      "the journal; filters: \(JournalFilter.parameters.joined(separator: ", "))"
    case .clearRequests: "empties the journal"
    case .showRequest: "one request of the journal"
    case .exportHAR: "the journal as an HTTP Archive"
    case .streamEvents: "requests as they are recorded, as server-sent events"
    case .verify: "holds the journal against what is expected"
    case .listQueue: "the scenarios that the next requests get"
    case .appendToQueue: "queues a scenario: {\"scenario\": name, \"times\": n}"
    case .clearQueue: "empties the queue"
    case .listTasks: "the newest tasks; limit=n for more or fewer"
    case .showTask: "one task, without counting as a fetch"
    case .showClock: "the session's virtual time"
    case .advanceClock: "moves the session's time forward: {\"seconds\": n}"
    case .reset: "makes the session as if it had just begun"
    case .listSessions: "every session"
    case .createSession: "begins a session: {\"name\": name}, or {} for a name of the mock's choice"
    case .removeSession: "ends a session; the default one begins anew"
    }
  }

  /// The segment that the path has in place of the braces, empty where the template has none; nil
  /// when the path is another one.
  /// - Parameter rest: of the path, below the root and without its slash.
  func match(_ rest: Substring) -> Substring? {
    let parts = template.split(separator: "/", omittingEmptySubsequences: false)
    let segments = rest.split(separator: "/", omittingEmptySubsequences: false)
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

  /// All of them, for people.
  static let list = JSONValue.array(
    allCases.map {
      [
        "method": .string($0.method.rawValue), "path": .string($0.path),
        "summary": .string($0.summary),
      ]
    })
}
