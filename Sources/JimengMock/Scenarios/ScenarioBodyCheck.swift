import OpenAPIContract
import StrictJSON

/// Holds a scenario's `jsonBody` to the shapes in which the service answers, so that a fixture is
/// not by mistake an answer that no service gives: the envelopes of evidence section 2, and the
/// description of the fetch (`FetchPage`). Whoever wants another answer writes it as text, in
/// `body`.
enum ScenarioBodyCheck {
  static func check(_ body: ScenarioNode, status: Int) throws(ScenarioFileError) {
    if let error = body["error"] {
      try checkGatewayError(error, in: body)
    } else if body["code"] != nil {
      try checkTaskEnvelope(body, status: status)
    } else {
      throw body.error(.noEnvelope)
    }
  }

  /// `{"error":{…}}`, from before the relay is chosen.
  private static func checkGatewayError(
    _ error: ScenarioNode, in body: ScenarioNode
  ) throws(ScenarioFileError) {
    try body.checkKeys(["error"])
    try error.checkKeys(["code", "message", "type", "param"], required: ["message", "type"])
    for key in ["message", "type"] { _ = try error[key]?.text() }
    for key in ["code", "param"] where error[key]?.value.isNull == false {
      _ = try error[key]?.text()
    }
  }

  /// `{"code":…,"message":…,"data":…}`, the relay's own.
  private static func checkTaskEnvelope(
    _ body: ScenarioNode, status: Int
  ) throws(ScenarioFileError) {
    try body.checkKeys(["code", "message", "data"], required: ["code", "message", "data"])
    guard try body["code"]?.text() == "success" else { return try hold(body, to: "TaskError") }
    guard (200..<300).contains(status) else {
      throw body.error(.inconsistent("code is success, yet the status is \(status)"))
    }
    guard let data = body["data"] else { return }
    switch data.value {
    case .string(let id):
      _ = try body["message"]?.text()
      if id.isEmpty { throw data.error(.inconsistent("a task id is not empty")) }
    case .object: try hold(body, to: "TaskAnswer")
    case .array: try hold(body, to: "BatchAnswer")
    case .null, .bool, .number:
      throw data.error(.wrongType(expected: "a task id, a task or a list of tasks"))
    }
  }

  private static func hold(
    _ body: ScenarioNode, to name: String
  ) throws(ScenarioFileError) {
    let schema: CompiledSchema
    do {
      schema = try FetchPage.answerSchema(name)
    } catch {
      throw body.error(.unreadable("\(error)"))
    }
    guard let violation = schema.validate(body.value).violations.first else { return }
    throw body.descendant(violation.pointer)
      .error(.breaksFetchPage(violation.message))
  }
}
