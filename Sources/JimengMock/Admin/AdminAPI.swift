import HTTPTransport
import OpenAPIContract
import StrictJSON

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
      var text = path
      let (route, item) = text.withUTF8 { bytes in
        let route = state.router.route(method: request.method, path: bytes)
        guard case .found(let row) = route else { return (route, "") }
        return (route, row.template.values(in: bytes)?.first?.value ?? "")
      }
      switch route {
      case .found(let row):
        guard case .admin(let endpoint) = row.target else { throw .unknownPath(path, nearest: nil) }
        let request = AdminRequest(
          http: request, item: item, session: session, state: state, events: events, now: now)
        try endpoint.answer(request)().write(into: &response)
      case .otherMethod(let allowed) where request.method == .options:
        response.status = .noContent
        response.appendField("Allow", allowed)
      case .otherMethod(let allowed):
        throw .otherMethod(request.method.rawValue, path: path, allowed: allowed)
      case .unknownPath:
        throw .unknownPath(path, nearest: Self.nearestPath(to: path))
      }
    } catch {
      error.write(into: &response)
    }
    return true
  }

  private static func nearestPath(to path: String) -> String? {
    let known = AdminEndpoint.all.map(\.path).filter { !$0.utf8.contains(UInt8(ascii: "{")) }
    return NearestName.find(path, among: known)
  }

  /// What is to be sent to those who listen to events.
  func takePushes(at now: ServerTime) -> [StreamPush] {
    events.takePushes(at: now)
  }

  func connectionClosed(_ connectionID: UInt64) {
    events.remove(connectionID)
  }
}
