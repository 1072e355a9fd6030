import HTTPTransport

/// Answers `/__mock/…`, the mock's own side: what it has seen, what it will do, what time it is.
/// It shares the state of the handler and knows nothing of how the service answers.
struct MockAdmin {
  private let state: MockState
  private let entrance: AdminGuard
  private let events: EventStreams

  init(_ state: MockState) {
    self.state = state
    events = EventStreams(state)
    entrance = AdminGuard(address: state.address, token: state.configuration.adminToken)
  }

  /// Why who asks is not let in; nil for those who are, and for what is not of the own side. To be
  /// looked at before anything comes into being for a request.
  /// - Parameter path: without its prefixes.
  func refusal(of request: HTTPRequest, path: String) -> AdminError? {
    guard Self.isOwn(path) else { return nil }
    do throws(AdminError) {
      try entrance.check(request)
      return nil
    } catch {
      return error
    }
  }

  /// - Parameters:
  ///   - request: one that was let in.
  ///   - path: without its prefixes.
  ///   - session: the one that path or field names.
  /// - Returns: false, and nothing written, when the path is not of the own side, or is a video's,
  ///   which players load without a token.
  func answer(
    _ request: HTTPRequest, path: String, session: Session, at now: ServerTime,
    into response: inout HTTPResponse
  ) -> Bool {
    guard Self.isOwn(path) else { return false }
    do throws(AdminError) {
      switch try AdminRoute(request.method, path: path) {
      case .options(let allowed):
        response.status = .noContent
        response.appendField("Allow", allowed)
      case .operation(let operation, let item):
        let call = AdminCall(
          request: request, item: item, session: session, state: state, events: events,
          now: now)
        try call.answer(operation).write(into: &response)
      }
    } catch {
      AdminProblem(error: error).write(into: &response)
    }
    return true
  }

  private static func isOwn(_ path: String) -> Bool {
    AdminRoute.isOwn(path) && VideoPath(path) == nil
  }

  /// What is to be sent to those who listen to events.
  func takePushes(at now: ServerTime) -> [StreamPush] {
    events.takePushes(at: now)
  }

  /// One that listened is gone.
  func connectionClosed(_ connectionID: UInt64) {
    events.remove(connectionID)
  }
}
