import HTTPTransport
package import OpenAPIContract
package import StrictJSON

/// Tells a client what its request breaks: in the service's own shape, or as problem details when
/// it asks for those.
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

  static func write(
    _ validation: ValidationResult, status: HTTPStatus, to request: HTTPRequest,
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
    response.setProblem(
      [
        "type": "about:blank", "title": .string("\(status.reason)"), "status": .number(status.code),
        "detail": .string(message), "errors": .array(validation.violations.map(object)),
      ], status: status)
  }

  /// One violation, as the mock tells it everywhere.
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

  /// A structured field's string is ASCII (RFC 9651 §3.3.3): other bytes are percent-encoded, as in
  /// the URI form of a pointer.
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
