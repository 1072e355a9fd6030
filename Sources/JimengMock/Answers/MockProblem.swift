import HTTPTransport
import StrictJSON

/// An answer that the real service is not known to give: it is marked `Mock-Error: true`, so that
/// it is never taken for the service's.
struct MockProblem {
  let code: String
  let detail: String
  let status: HTTPStatus
  /// Further members of the problem details (RFC 9457 §3.2).
  var extensions = JSONObject()

  /// In the shape that the service's clients can read, or as problem details (RFC 9457) for a
  /// client that accepts them.
  func write(to request: HTTPRequest, into response: inout HTTPResponse) {
    guard !Negotiation.prefersProblemDetails(request) else { return write(into: &response) }
    response.appendField("Mock-Error", "true")
    response.setError(ServiceEnvelope.taskError(code: code, message: detail), status: status)
  }

  /// As problem details, whatever the client accepts: for what is asked of the mock itself.
  func write(into response: inout HTTPResponse) {
    response.appendField("Mock-Error", "true")
    var problem: JSONObject = [
      "type": "about:blank", "title": .string("\(status.reason)"), "status": .number(status.code),
      "detail": .string(detail), "code": .string(code),
    ]
    problem.members += extensions.members
    response.setProblem(.object(problem), status: status)
  }
}
