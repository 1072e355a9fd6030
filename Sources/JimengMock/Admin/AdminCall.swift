import HTTPTransport
import StrictJSON

/// One request to the own side and what it is about. The operations are extensions of it, a file a
/// group.
struct AdminCall {
  let request: HTTPRequest
  /// The segment of the path that names one thing of several; empty where none does.
  let item: String
  /// The one that the request's path or field names.
  let session: Session
  let state: MockState
  let events: EventStreams
  let now: ServerTime

  func answer(_ operation: AdminOperation) throws(AdminError) -> AdminAnswer {
    switch operation {
    case .showIndex: showIndex()
    case .showHealth: showHealth()
    case .showContract: showContract()
    case .listScenarios: listScenarios()
    case .showScenario: try showScenario()
    case .listRequests: try listRequests()
    case .clearRequests: try clearRequests()
    case .showRequest: try showRequest()
    case .exportHAR: exportHAR()
    case .streamEvents: try streamEvents()
    case .verify: try verify()
    case .listQueue: listQueue()
    case .appendToQueue: try appendToQueue()
    case .clearQueue: clearQueue()
    case .listTasks: try listTasks()
    case .showTask: try showTask()
    case .showClock: showClock()
    case .advanceClock: try advanceClock()
    case .reset: try reset()
    case .listSessions: listSessions()
    case .createSession: try createSession()
    case .removeSession: try removeSession()
    }
  }

  /// Where the client reached the server, without a slash at the end.
  var baseURL: String { "http://\(request.authority ?? state.address.authority)" }

  /// The same, of a session: what a client under test takes for the service's address.
  func url(of session: Session) -> String {
    session.isDefault ? baseURL : "\(baseURL)\(Self.path(of: session))"
  }

  static func path(of session: Session) -> String {
    session.isDefault ? "" : "/session/\(session.name)"
  }

  /// In whole milliseconds of real time.
  func passed(since earlier: ServerTime) -> Duration {
    let (nanoseconds, isOutOfOrder) = now.monotonicNanoseconds.subtractingReportingOverflow(
      earlier.monotonicNanoseconds)
    return isOutOfOrder ? .zero : .milliseconds(nanoseconds / 1_000_000)
  }
}
