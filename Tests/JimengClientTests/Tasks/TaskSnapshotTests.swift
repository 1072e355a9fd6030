import Foundation
import StrictJSON
import Testing

@testable import JimengClient

@Suite struct TaskSnapshotTests {
  /// What a fetch is answered with, whole.
  private static func read(_ text: String) throws -> TaskSnapshot {
    try AnswerReader(HTTPAnswer(status: 200, fields: [:], body: Array(text.utf8))).snapshot()
  }

  /// A task with what is given beside its id and status.
  private static func task(_ members: String, status: String = "SUCCESS") throws -> TaskSnapshot {
    try read(
      #"{"code":"success","message":"","data":{"task_id":"1","status":"\#(status)"\#(members)}}"#)
  }

  @Test("reads the vendor's export of a finished task (2025-05)")
  func export() throws {
    let snapshot = try Self.read(
      #"""
      {"code":"success","message":"","data":{
        "task_id":"4596668244738","notify_hook":"","action":"jimeng-videos","status":"SUCCESS",
        "fail_reason":"","submit_time":1748191710,"start_time":0,"finish_time":1748192421,
        "progress":"100%","data":{"data":{"video":"https://h/a.mp4"},"status":"SUCCESS",
        "task_id":"4596668244738","created_at":"2025-05-26T01:00:21.143198"}}}
      """#)
    #expect(snapshot.id == "4596668244738" && snapshot.status == .success)
    #expect(snapshot.progress == 1 && snapshot.progressText == "100%")
    #expect(snapshot.submittedAt == Date(timeIntervalSince1970: 1_748_191_710))
    #expect(snapshot.startedAt == nil)
    #expect(snapshot.finishedAt == Date(timeIntervalSince1970: 1_748_192_421))
    #expect(snapshot.failReason == nil && snapshot.failure.isEmpty)
    #expect(try snapshot.video()?.url.absoluteString == "https://h/a.mp4")
  }

  @Test("reads the later variant, whose URL is one level up (2025-08)")
  func later() throws {
    let snapshot = try Self.task(
      #","data":{"task_id":"cgt-20250829165122-qkwch","data":{"video":"https://h/a.mp4","#
        + #""status":"SUCCESS"},"video":"https://h/b.mp4","status":"SUCCESS"}"#)
    #expect(snapshot.videoURL?.absoluteString == "https://h/b.mp4")
  }

  @Test(
    "what is no absolute HTTP URL is no URL",
    arguments: ["\"\"", "\"/a.mp4\"", "\"ftp://h/a\"", "\"http://\"", "null", "7", "{}"])
  func badURL(text: String) throws {
    let bad = try Self.task(#","data":{"video":\#(text)}"#)
    #expect(throws: JimengError.taskFinishedWithoutURL(bad)) { try bad.video() }
    let other = try Self.task(#","data":{"video":\#(text),"data":{"video":"https://h/a"}}"#)
    #expect(try other.video()?.url.absoluteString == "https://h/a")
  }

  @Test(
    "a status that is not final has no video yet, one that nobody knows among them",
    arguments: [
      "NOT_START", "SUBMITTED", "QUEUED", "IN_PROGRESS", "UNKNOWN", "ARCHIVED", "success",
    ])
  func notFinal(status: String) throws {
    let snapshot = try Self.task(#","data":{"video":"https://h/a"}"#, status: status)
    #expect(try snapshot.video() == nil)
    #expect(snapshot.status.rawValue == status && !snapshot.status.isFinal)
  }

  @Test("a failure carries what the upstream said, however deep")
  func failure() throws {
    let task = try Self.task(
      #","fail_reason":"task failed","data":{"error":{"code":"OutputVideoSensitiveContentDetected","#
        + #""message":"…"}}"#, status: "FAILURE")
    #expect(throws: JimengError.taskFailed(task)) { try task.video() }
    #expect(task.failReason == "task failed" && task.failureCause?.isModeration == true)
    let nested = try Self.task(
      #","fail_reason":"{\"code\":\"50500\",\"message\":\"Internal Error\"}""#, status: "FAILURE")
    #expect(nested.failure == [UpstreamError(code: "50500", message: "Internal Error")])
    let empty = try Self.task(
      #","fail_reason":"{\"code\":\"a\"}","data":{"error":null}"#, status: "FAILURE")
    #expect(empty.failureCause?.code == "a")
  }

  @Test("a time-out at the gateway is a failure, whatever the inner status says")
  func timeout() throws {
    let task = try Self.task(
      #","fail_reason":"任务超时（60分钟）","data":{"status":"IN_PROGRESS"}"#, status: "FAILURE")
    #expect(throws: JimengError.taskFailed(task)) { try task.video() }
    #expect(JimengError.taskFailed(task).description == "task 1 failed: 任务超时（60分钟）")
  }

  @Test(
    "progress is read as a percentage or not at all, and always kept as written",
    arguments: [
      ("\"30%\"", 0.3, "30%"), ("\"0%\"", 0, "0%"), ("\"12.5%\"", 0.125, "12.5%"),
      ("\"30\"", nil, "30"), ("30", nil, "30"), ("\"101%\"", nil, "101%"),
      ("\"-1%\"", nil, "-1%"), ("\"nan%\"", nil, "nan%"), ("\"\"", nil, nil), ("null", nil, nil),
    ] as [(String, Double?, String?)])
  func progress(written: String, fraction: Double?, text: String?) throws {
    let task = try Self.task(#","progress":\#(written)"#)
    #expect(task.progress == fraction && task.progressText == text)
  }

  @Test(
    "a time that is 0, negative or no number is not set", arguments: ["0", "-1", "\"1\"", "null"])
  func times(written: String) throws {
    #expect(try Self.task(#","submit_time":\#(written)"#).submittedAt == nil)
  }

  @Test(
    "what names no task or no status is malformed, and says where",
    arguments: [
      ("null", "/data/task_id", "nothing"), ("{}", "/data/task_id", "nothing"),
      (#"{"task_id":7,"status":"SUCCESS"}"#, "/data/task_id", "the number 7"),
      (#"{"task_id":"","status":"SUCCESS"}"#, "/data/task_id", "the string \"\""),
      (#"{"task_id":"1"}"#, "/data/status", "nothing"),
      (#"{"task_id":"1","status":null}"#, "/data/status", "null"),
      ("[]", "/data/task_id", "nothing"),
    ])
  func malformed(data: String, pointer: String, found: String) throws {
    let error = #expect(throws: JimengError.self) {
      try Self.read(#"{"code":"success","message":"","data":\#(data)}"#)
    }
    guard case .malformedAnswer(let answer) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(
      answer.reason
        == .wrongShape(pointer: pointer, expected: "a string that is not empty", found: found))
  }
}
