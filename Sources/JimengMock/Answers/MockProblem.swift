import HTTPTransport
import StrictJSON

/// An answer that the real service is not known to give: it is marked `Mock-Error: true`, so that
/// it is never taken for the service's.
struct MockProblem {
  let code: String
  let detail: String
  let status: HTTPStatus

  /// In the shape that the service's clients can read, or as problem details (RFC 9457) for a
  /// client that accepts them.
  func write(to request: HTTPRequest, into response: inout HTTPResponse) {
    response.appendField("Mock-Error", "true")
    guard Negotiation.prefersProblemDetails(request) else {
      response.setError(ServiceEnvelope.taskError(code: code, message: detail), status: status)
      return
    }
    response.setProblem(
      [
        "type": "about:blank", "title": .string("\(status.reason)"), "status": .number(status.code),
        "detail": .string(detail),
      ], status: status)
  }
}
