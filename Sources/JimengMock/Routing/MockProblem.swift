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
  func write(
    to request: HTTPRequest, _ context: RequestContext, _ answers: ServiceAnswers,
    into response: inout HTTPResponse
  ) {
    guard !request.prefersProblemDetails else { return write(into: &response) }
    response.appendField("Mock-Error", "true")
    answers.problem.write(
      ServiceAnswer.Refusal(requestID: context.requestID, message: detail, code: code),
      status: status, into: &response)
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

/// Tells a client that the scenario it asks for is not to be had: loudly, since a test that goes on
/// without its fault would prove nothing.
extension MockProblem {
  static func unknown(
    _ name: String, via source: ScenarioSource, nearest: [String]
  ) -> MockProblem {
    // What was taken for a name may be half of somebody's key.
    let subject =
      source == .key
      ? "the API key begins as those that name a scenario do, and names none"
      : "there is no scenario '\(PrintableText.of(name))'"
    return problem(
      "unknown_scenario", subject + NearestName.suggestion(nearest), source,
      .init(name: "nearest", value: .array(nearest.map { .string($0) })))
  }

  static func ambiguous(_ names: [String], via source: ScenarioSource) -> MockProblem {
    let list = names.map(PrintableText.of).joined(separator: ", ")
    return problem(
      "ambiguous_scenario", "one request has one scenario, not several: \(list)", source,
      .init(name: "names", value: .array(names.map { .string($0) })))
  }

  private static func problem(
    _ code: String, _ detail: String, _ source: ScenarioSource, _ names: JSONObject.Member
  ) -> MockProblem {
    MockProblem(
      code: code, detail: detail, status: .badRequest,
      extensions: JSONObject(members: [.init(name: "via", value: .string(source.rawValue)), names]))
  }
}

extension HTTPRequest {
  /// Whether Accept names `application/problem+json`, and not with a weight of zero (RFC 9110
  /// §12.5.1). A mere `*/*` gets the service's own shape.
  var prefersProblemDetails: Bool {
    guard let accept = fields["accept"] else { return false }
    return accept.lowercased().split(separator: ",").contains { range in
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      guard parts.first == "application/problem+json" else { return false }
      let weight = parts.first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
      return (weight ?? 1) > 0
    }
  }
}

extension HTTPResponse {
  /// Problem details (RFC 9457 §3).
  mutating func setProblem(_ problem: JSONValue, status: HTTPStatus) {
    self.status = status
    appendField("Content-Type", "application/problem+json")
    body.removeAll(keepingCapacity: true)
    JSONWriter.write(problem, to: &body)
  }
}
