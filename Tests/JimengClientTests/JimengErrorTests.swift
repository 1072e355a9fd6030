import Foundation
import Testing

@testable import JimengClient

@Suite struct JimengErrorTests {
  private static func service(_ status: Int, _ body: String = "") throws -> JimengError {
    let answer = HTTPAnswer(status: status, fields: [:], body: Array(body.utf8))
    return try #require(#expect(throws: JimengError.self) { try AnswerReader(answer).taskID() })
  }

  @Test(
    "after these a task may have been made, and is to be looked for before another submit",
    arguments: [
      .requestTimedOut(after: .seconds(1)), .cancelled, .network(.init(code: -1005, message: "")),
      try service(200, "<html>"), try service(504, "<html>"),
      try service(500, #"{"error":{"message":"Panic detected","type":"new_api_panic"}}"#),
    ] as [JimengError])
  func uncertain(error: JimengError) {
    #expect(error.leavesSubmitUncertain)
  }

  @Test(
    "after these there is none",
    arguments: [
      .unsendable(""), .network(.init(code: -1004, message: "")),
      .network(.init(code: -1202, message: "")), try service(429), try service(401),
      try service(500, #"{"code":"50413","message":"Post Text Risk Not Pass","data":null}"#),
    ] as [JimengError])
  func certain(error: JimengError) {
    #expect(!error.leavesSubmitUncertain)
  }

  @Test(
    "another try can help against these and no others",
    arguments: [
      (.network(.init(code: -1005, message: "")), true),
      (.network(.init(code: -1202, message: "")), false),
      (.network(.init(code: -1000, message: "")), false),
      (.requestTimedOut(after: .zero), true), (.cancelled, false), (.unsendable(""), false),
      (try service(429), true), (try service(503), true), (try service(408), true),
      (try service(401), false), (try service(200, "<html>"), false),
      (.waitTimedOut(after: .zero, last: nil), false),
    ] as [(JimengError, Bool)])
  func transient(error: JimengError, isTransient: Bool) {
    #expect(error.isTransient == isTransient)
  }

  @Test("says the same wherever it is shown")
  func words() {
    let error: any Error = JimengError.network(.init(code: -1005, message: "lost"))
    #expect("\(error)" == "network fault -1005: lost")
    #expect(error.localizedDescription == "network fault -1005: lost")
  }
}
