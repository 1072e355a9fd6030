import HTTPTransport
import OpenAPIContract
import StrictJSON
import TestSupport
import Testing

@testable import JimengMock

/// Requests and answers as the server would hand them over.
enum JournalSample {
  static let submitPath = "/jimeng/submit/videos"

  static func request(
    _ method: String = "POST", _ target: String = submitPath,
    headers: [(String, String)] = [("Content-Type", "application/json")], body: String = ""
  ) throws -> HTTPRequest {
    try HTTPRequest.make(method, target, body, headers: headers)
  }

  static func answer(_ status: Int = 200, _ body: String = #"{"code":"success"}"#) -> HTTPResponse {
    var response = HTTPResponse()
    response.status = HTTPStatus(status)
    response.appendField("Content-Type", "application/json")
    response.body = ContiguousArray(body.utf8)
    return response
  }

  static func violation(
    _ pointer: String = "/duration", location: Violation.Location = .body,
    rule: RuleName = .enum, expected: String = "5, 10", actual: String = "7"
  ) throws -> Violation {
    Violation(
      location: location, pointer: try #require(JSONPointer(pointer)), rule: rule,
      expected: expected, actual: actual, message: "\(pointer): \(actual) is not \(expected)",
      source: nil)
  }

  static func validation(_ violations: Violation...) -> ValidationResult {
    var validation = ValidationResult()
    validation.violations = violations
    return validation
  }
}

extension Journal {
  /// Appends a submit with this body, the simplest thing to record.
  @discardableResult
  mutating func submit(
    _ body: String = #"{"prompt":"a cat"}"#, validation: ValidationResult = ValidationResult(),
    status: Int = 200
  ) throws -> JournalTicket {
    append(
      JournalExchange(connection: 1, time: 0, validation: validation),
      request: try JournalSample.request(body: body), answer: JournalSample.answer(status))
  }

  @discardableResult
  mutating func fetch(_ id: String = "4596183399426") throws -> JournalTicket {
    append(
      JournalExchange(connection: 1, time: 0),
      request: try JournalSample.request("GET", "/jimeng/fetch/\(id)"),
      answer: JournalSample.answer())
  }
}
