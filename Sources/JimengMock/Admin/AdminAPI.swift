import HTTPTransport

/// Answers `/__mock/…`, the admin API: what the mock has seen, what it will do, what time it is.
/// It shares the state of the handler and knows nothing of how the service answers.
struct AdminAPI {
  /// Where its paths begin.
  static let root = "/__mock"

  private let state: MockState
  private let accessControl: AdminGuard
  private let events: EventStreams

  init(_ state: MockState) {
    self.state = state
    events = EventStreams(state)
    accessControl = AdminGuard(address: state.address, token: state.configuration.adminToken)
  }

  /// Whether a path belongs to the admin API. Videos do not: players load them without a token.
  /// - Parameter path: without its prefixes.
  static func serves(_ path: String) -> Bool {
    guard path.utf8.starts(with: root.utf8) else { return false }
    let rest = path.utf8.dropFirst(root.utf8.count)
    return (rest.isEmpty || rest.first == UInt8(ascii: "/")) && VideoPath(path) == nil
  }

  /// Why the client has no access; nil when it has, or when the path is not of the admin API. Ask
  /// this first: a refused request must not create or evict a session.
  /// - Parameter path: without its prefixes.
  func refusal(of request: HTTPRequest, path: String) -> AdminError? {
    guard Self.serves(path) else { return nil }
    do throws(AdminError) {
      try accessControl.check(request)
      return nil
    } catch {
      return error
    }
  }

  /// - Parameters:
  ///   - request: one that has access.
  ///   - path: without its prefixes.
  ///   - session: the one that the path or the field `Mock-Session` names.
  /// - Returns: false, and nothing is written, when the path is not of the admin API.
  func respond(
    to request: HTTPRequest, path: String, session: Session, at now: ServerTime,
    into response: inout HTTPResponse
  ) -> Bool {
    guard Self.serves(path) else { return false }
    do throws(AdminError) {
      switch try AdminEndpoint.find(request.method, path) {
      case .options(let allowed):
        response.status = .noContent
        response.appendField("Allow", allowed)
      case .endpoint(let endpoint, let item):
        let request = AdminRequest(
          http: request, item: item, session: session, state: state, events: events, now: now)
        try endpoint.answer(request)().write(into: &response)
      }
    } catch {
      error.write(into: &response)
    }
    return true
  }

  /// What is to be sent to those who listen to events.
  func takePushes(at now: ServerTime) -> [StreamPush] {
    events.takePushes(at: now)
  }

  func connectionClosed(_ connectionID: UInt64) {
    events.remove(connectionID)
  }
}
