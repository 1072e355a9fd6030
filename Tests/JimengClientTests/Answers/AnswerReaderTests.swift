import StrictJSON
import Testing

@testable import JimengClient

@Suite struct AnswerReaderTests {
  private static func reader(
    _ body: String, status: Int = 200, fields: [String: String] = [:]
  ) -> AnswerReader {
    AnswerReader(HTTPAnswer(status: status, fields: fields, body: Array(body.utf8)))
  }

  private static func serviceError(_ reader: AnswerReader) -> ServiceError? {
    let error = #expect(throws: JimengError.self) { try reader.taskID() }
    guard case .service(let service) = error else {
      Issue.record("\(String(describing: error))")
      return nil
    }
    return service
  }

  private static func malformed(_ reader: AnswerReader) -> MalformedAnswer? {
    let error = #expect(throws: JimengError.self) { try reader.taskID() }
    guard case .malformedAnswer(let answer) = error else {
      Issue.record("\(String(describing: error))")
      return nil
    }
    return answer
  }

  // MARK: Success

  @Test("row 1: the id of the task that a submit made")
  func submitted() throws {
    let answer = Self.reader(#"{"code":"success","message":"","data":"4596183399426"}"#)
    #expect(try answer.taskID() == "4596183399426")
  }

  @Test("row 18: the tasks of a batch, and where one is malformed")
  func batch() throws {
    let task = #"{"task_id":"1","status":"QUEUED"}"#
    let answer = Self.reader(#"{"code":"success","message":"","data":[\#(task)]}"#)
    #expect(try answer.snapshots().map(\.status) == [.queued])
    #expect(try Self.reader(#"{"code":"success","data":[]}"#).snapshots().isEmpty)
    let bad = Self.reader(#"{"code":"success","message":"","data":[\#(task),{"task_id":"2"}]}"#)
    let error = #expect(throws: JimengError.self) { try bad.snapshots() }
    #expect(error?.description.contains("/data/1/status") == true)
    let object = Self.reader(#"{"code":"success","data":{}}"#)
    #expect(throws: JimengError.self) { try object.snapshots() }
  }

  // MARK: Errors of the service

  @Test("every error of the evidence has its meaning", arguments: ErrorRow.all)
  func rows(row: ErrorRow) throws {
    let fields = ["x-oneapi-request-id": "R1", "retry-after": "3"]
    let error = try #require(
      Self.serviceError(Self.reader(row.body, status: row.status, fields: fields)))
    #expect(error.kind == row.kind && error.status == row.status && error.body == row.body)
    if let code = row.code { #expect(error.code == code) }
    if let message = row.message { #expect(error.message == message) }
    #expect(error.isTransient == row.isTransient)
    #expect(error.requestID == "R1" && error.retryAfter == .seconds(3))
  }

  @Test("the rows name every meaning there is")
  func complete() {
    #expect(Set(ErrorRow.all.map(\.kind)) == Set(ServiceError.Kind.allCases))
  }

  @Test("row 16: an empty 429 is told without a code or a message")
  func empty429() throws {
    let error = try #require(Self.serviceError(Self.reader("", status: 429)))
    #expect(error.code == nil && error.message == nil && error.retryAfter == nil)
    #expect(error.description == "rateLimited (status 429)")
  }

  @Test("a request id stands in the first envelope's message, where the field is missing")
  func requestID() throws {
    let body = #"{"error":{"message":"未提供令牌 (request id: 20250829R)","type":"new_api_error"}}"#
    #expect(
      try #require(Self.serviceError(Self.reader(body, status: 401))).requestID == "20250829R")
  }

  @Test("row 12: three deep, the cause is the innermost and the chain is kept")
  func nested() throws {
    let inner: JSONValue = ["error": ["code": "InvalidParameter", "message": "image_url"]]
    let middle: JSONValue = [
      "code": "fail_to_fetch_task", "message": .string(JSONWriter.string(inner)), "data": .null,
    ]
    let outer: JSONValue = [
      "code": "fail_to_fetch_task", "message": .string(JSONWriter.string(middle)), "data": .null,
    ]
    let error = try #require(
      Self.serviceError(Self.reader(JSONWriter.string(outer), status: 400)))
    #expect(error.upstream.map(\.code) == ["fail_to_fetch_task", "InvalidParameter"])
    #expect(error.cause == UpstreamError(code: "InvalidParameter", message: "image_url"))
    #expect(error.message == JSONWriter.string(middle))
    #expect(
      error.description == "upstreamFailed (status 400): InvalidParameter: image_url")
  }

  // MARK: What is no answer

  @Test(
    "rows 20 and 21: a web page is told as one, by its type or by its look",
    arguments: [
      ("<!doctype html>\n<title>New API</title>", [:], "New API"),
      (" <HTML><head></head></HTML>", [:], nil),
      ("welcome", ["content-type": "text/html; charset=utf-8"], nil),
    ] as [(String, [String: String], String?)])
  func webPage(body: String, fields: [String: String], title: String?) throws {
    let answer = try #require(Self.malformed(Self.reader(body, fields: fields)))
    #expect(answer.reason == .webPage(title: title) && answer.status == 200)
    #expect(answer.body == body && answer.contentType == fields["content-type"])
  }

  @Test(
    "what is no JSON says where",
    arguments: [
      ("{", "line 1, column 2"), (#"{"code":"success",}"#, "line 1, column 19"),
      ("\u{FEFF}{}", "line 1, column 1"),
    ])
  func notJSON(body: String, place: String) throws {
    let answer = try #require(Self.malformed(Self.reader(body)))
    guard case .notJSON(let fault) = answer.reason else {
      Issue.record("\(answer)")
      return
    }
    #expect(fault.hasPrefix(place))
  }

  @Test(
    "another shape says where, what was expected and what is there",
    arguments: [
      (#"{"code":"success","data":null}"#, "/data", "null"),
      (#"{"code":"success"}"#, "/data", "null"),
      (#"{"code":"success","data":""}"#, "/data", "the string \"\""),
      (#"{"code":"success","data":4596183399426}"#, "/data", "the number 4596183399426"),
      (#"{"code":"success","data":["1"]}"#, "/data", "an array"),
      (#"{"code":null,"data":"1"}"#, "/code", "null"), ("{}", "/code", "nothing"),
      ("[]", "/code", "nothing"), ("true", "/code", "nothing"),
      (#"{"message":"hi"}"#, "/code", "nothing"),
    ])
  func shapes(body: String, pointer: String, found: String) throws {
    let answer = try #require(Self.malformed(Self.reader(body)))
    guard case .wrongShape(pointer, _, found) = answer.reason else {
      Issue.record("\(answer)")
      return
    }
  }

  @Test("an empty success and a redirect are told as what they are")
  func others() throws {
    #expect(try #require(Self.malformed(Self.reader(""))).reason == .empty)
    let moved = Self.reader("", status: 307, fields: ["location": "http://h/"])
    #expect(try #require(Self.malformed(moved)).reason == .redirect(location: "http://h/"))
  }

  @Test("of a long body an error keeps the beginning")
  func excerpt() throws {
    let error = try #require(
      Self.serviceError(Self.reader(String(repeating: "x", count: 100_000), status: 500)))
    #expect(error.body.utf8.count == 4096)
  }
}
