import StrictJSON

/// Holds a scenario's `jsonBody` to the shapes in which the service answers (evidence sections 2
/// and 3), so that a fixture is not by mistake an answer that no service gives. Whoever wants such
/// an answer writes it as text, in `body`.
enum ScenarioBodyCheck {
  static func check(_ body: ScenarioNode, status: Int) throws(ScenarioFileError) {
    if let error = body["error"] {
      try checkGatewayError(error, in: body)
    } else if body["code"] != nil {
      try checkTaskEnvelope(body, status: status)
    } else if status >= 400 {
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
    let isSuccess = try body["code"]?.text() == "success"
    _ = try body["message"]?.text()
    guard let data = body["data"] else { return }
    guard isSuccess else {
      if data.value.isNull { return }
      throw data.error(.inconsistent("data is null where code is not success"))
    }
    guard (200..<300).contains(status) else {
      throw body.error(.inconsistent("code is success, yet the status is \(status)"))
    }
    try checkSuccessData(data)
  }

  /// A task's id, a task, or a list of tasks.
  private static func checkSuccessData(_ data: ScenarioNode) throws(ScenarioFileError) {
    switch data.value {
    case .string(let id):
      if id.isEmpty { throw data.error(.inconsistent("a task id is not empty")) }
    case .object: try checkTask(data)
    case .array: for task in try data.items() { try checkTask(task) }
    case .null, .bool, .number:
      throw data.error(.wrongType(expected: "a task id, a task or a list of tasks"))
    }
  }

  /// As a fetch answers it. The oldest answers carry all of the keys, later ones only the first
  /// three, so the others are checked where they stand.
  private static func checkTask(_ task: ScenarioNode) throws(ScenarioFileError) {
    guard task.value.object != nil else { throw task.error(.wrongType(expected: "an object")) }
    for key in ["task_id", "status", "data"] where task[key] == nil {
      throw task.error(.missingKey(key))
    }
    for key in ["task_id", "status", "fail_reason", "notify_hook", "action", "progress"] {
      _ = try task[key]?.text()
    }
    for key in ["submit_time", "start_time", "finish_time"] {
      _ = try task[key]?.integer(in: 0...Int.max)
    }
    _ = try task["status"]?.word(TaskStatus.self)
    if let progress = task["progress"], !isProgress(try progress.text()) {
      throw progress.error(.inconsistent("progress is 0% to 100%, as a string"))
    }
  }

  private static func isProgress(_ text: String) -> Bool {
    let digits = text.utf8.dropLast()
    guard text.utf8.last == UInt8(ascii: "%"), (1...3).contains(digits.count),
      digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    return (Int(String(decoding: digits, as: UTF8.self)) ?? 101) <= 100
  }
}
