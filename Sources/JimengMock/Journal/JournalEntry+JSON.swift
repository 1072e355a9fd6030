import HTTPTransport
import OpenAPIContract
import StrictJSON

/// An entry as `GET /__mock/requests` shows it.
extension JournalEntry {
  var json: JSONValue {
    var object: JSONObject = [
      "id": .number(id), "session": .string(session), "connection": .number(connection),
      "time": .string(CivilTime.timestamp(unixNanoseconds: time)),
      "method": .string(method.rawValue), "path": .string(path),
      "query": Self.text(query), "target": .string(target),
      "headers": .array(headers.map { ["name": .string($0.name), "value": .string($0.value)] }),
    ]
    let body = body
    object.append("body", body.json)
    object.append("bodyKind", .string(body.kind))
    object.append("bodyBytes", .number(bodyByteCount))
    if !isBodyWhole { object.append("bodyTruncated", true) }
    object.append("violations", .array(violations.map(ViolationReport.object)))
    object.append("violationCount", .number(validation.violationCount))
    object.append("warnings", .array(warnings.map(\.json)))
    if let refusal { object.append("refused", .string(refusal)) }
    object.append("scenario", Self.text(scenario))
    object.append("via", Self.text(via))
    appendAnswer(to: &object)
    return .object(object)
  }

  /// Those of the contract, then those of `ClientLint`.
  var warnings: [ClientWarning] {
    validation.warnings.map { ClientWarning($0) } + exchange.lint.described(violations: violations)
  }

  private func appendAnswer(to object: inout JSONObject) {
    let answer = answer
    object.append("status", status.map { .number($0) } ?? .null)
    object.append(
      "responseHeaders",
      .array(answerHeaders.map { ["name": .string($0.name), "value": .string($0.value)] }))
    object.append("response", answer.json)
    object.append("responseKind", .string(answer.kind))
    object.append("responseBytes", .number(answerByteCount))
    if !isAnswerWhole { object.append("responseTruncated", true) }
    object.append("bytesWritten", .number(bytesWritten))
    object.append("outcome", .string(outcome.rawValue))
    object.append("durationMilliseconds", durationNanoseconds.map(Self.milliseconds) ?? .null)
  }

  /// With as many digits as the clock has: `0.041`.
  static func milliseconds(_ nanoseconds: Int64) -> JSONValue {
    let microseconds = max(0, nanoseconds) / 1000
    let part = String(microseconds % 1000)
    let zeros = String(repeating: "0", count: 3 - part.utf8.count)
    return .number(JSONNumber(checkedText: "\(microseconds / 1000).\(zeros)\(part)"))
  }

  private static func text(_ text: String?) -> JSONValue {
    text.map { .string($0) } ?? .null
  }
}
