import HTTPTransport
import TestSupport

/// What the service says, as steps of a script.
extension StubServer.Step {
  /// A JSON body with a status.
  static func json(_ body: String, status: Int = 200) -> Self {
    Self(status: status, body: body)
  }

  /// A task as fetch shows it.
  static func task(_ status: String, progress: String = "0%", data: String = "null") -> Self {
    .json(
      #"{"code":"success","message":"","data":{"task_id":"1","status":"\#(status)","#
        + #""fail_reason":"","progress":"\#(progress)","data":\#(data)}}"#)
  }

  static let done = task("SUCCESS", progress: "100%", data: #"{"video":"https://h/v.mp4"}"#)
}
