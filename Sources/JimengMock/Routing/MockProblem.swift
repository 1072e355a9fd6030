import HTTPTransport
package import OpenAPIContract
package import StrictJSON

/// An error of the mock itself, which the real service is not known to give. It has the field
/// `Mock-Error: true`, so that nobody takes it for an answer of the service.
struct MockProblem {
  let code: String
  let detail: String
  let status: HTTPStatus
  /// Further members of the problem details (RFC 9457 §3.2).
  var extensions = JSONObject()

  /// Writes it in the service's own error shape, or as problem details (RFC 9457) for a client that
  /// accepts them.
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

  /// Writes it as problem details, whatever the client accepts: for the admin API.
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

/// Errors for a scenario that cannot be applied. They are answers, not warnings: a test that runs
/// without its fault would prove nothing.
extension MockProblem {
  static func unknown(
    _ name: String, via source: ScenarioSource, nearest: [String]
  ) -> MockProblem {
    // The text may be a part of a real key, so it is not repeated.
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
  /// Whether Accept names `application/problem+json` with a weight above zero (RFC 9110 §12.5.1).
  /// A plain `*/*` gets the service's own shape.
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

/// The answer that lists the violations of a request: in the service's own error shape, or as
/// problem details for a client that accepts them.
package enum ViolationReport {
  /// `Mock-Violations: 3; first="/duration"; request=17`, a structured field (RFC 9651): the count,
  /// the first place as JSON Pointer, and the number of the request in the log.
  static func appendHeader(
    _ validation: ValidationResult, sequence: Int, to response: inout HTTPResponse
  ) {
    let first = validation.violations.first.map { "\($0.pointer)" } ?? ""
    response.appendField("Mock-Violations") { line in
      line.append(decimal: validation.violationCount)
      line.append("; first=\"")
      line.append(text: quoted(first))
      line.append("\"; request=")
      line.append(decimal: sequence)
    }
  }

  /// - Parameter status: nil for the status of the service's `violation` answer.
  static func write(
    _ validation: ValidationResult, status: HTTPStatus?, to request: HTTPRequest,
    _ context: RequestContext, _ answers: ServiceAnswers, into response: inout HTTPResponse
  ) {
    var message = validation.violations.map(\.message).joined(separator: "; ")
    if validation.violationsDropped > 0 { message += "; and \(validation.violationsDropped) more" }
    guard request.prefersProblemDetails else {
      answers.violation.write(
        ServiceAnswer.Refusal(requestID: context.requestID, message: message), status: status,
        into: &response)
      return
    }
    let status = status ?? answers.violation.status
    response.setProblem(
      [
        "type": "about:blank", "title": .string("\(status.reason)"), "status": .number(status.code),
        "detail": .string(message), "errors": .array(validation.violations.map(object)),
      ], status: status)
  }

  /// One violation as JSON, in the form that all outputs of the mock share.
  package static func object(_ violation: Violation) -> JSONValue {
    [
      "location": .string(violation.location.rawValue),
      "pointer": .string("\(violation.pointer)"), "rule": .string(violation.rule.rawValue),
      "expected": .string(violation.expected), "actual": .string(violation.actual),
      "message": .string(violation.message), "source": object(violation.source),
    ]
  }

  private static func object(_ source: RuleSource?) -> JSONValue {
    guard let source else { return .null }
    return [
      "words": .string(source.words), "origin": .string(source.origin.rawValue),
      "line": source.line.map(JSONValue.number) ?? .null,
    ]
  }

  /// A string in a structured field is ASCII (RFC 9651 §3.3.3). Other bytes are percent-encoded, as
  /// in the URI form of a pointer.
  private static func quoted(_ text: String) -> String {
    var result = ""
    for byte in text.utf8.prefix(256) {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "%"), 0..<0x21, 0x7F...:
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      default: result.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return result
  }
}
