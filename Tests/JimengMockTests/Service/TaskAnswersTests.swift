import HTTPTransport
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct TaskAnswersTests {
  private let origin = "http://127.0.0.1:4310"
  private let start = MockInstant(unixSeconds: 1_748_191_710, nanoseconds: 143_198_999)

  private func answer(_ outcome: TaskOutcome, after elapsed: Duration) throws -> JSONValue {
    let task = VideoTask(
      id: "4596668244738", submitted: start,
      parameters: TaskParameters(aspectRatio: AspectRatio("9:16"), seconds: 10), outcome: outcome)
    let progress = TaskProgress(of: task, at: start + elapsed, pace: TaskPace())
    var response = HTTPResponse()
    try Jimeng.fetch().write(
      TaskAnswers.Found(task: task, progress: progress), Jimeng.circumstances(origin),
      into: &response)
    return try Jimeng.json(response)
  }

  private func value(_ pointer: String, of answer: JSONValue) -> JSONValue? {
    JSONPointer(pointer)?.resolve(in: answer)
  }

  @Test("has the shape of the vendor's export while it is under way")
  func underway() throws {
    let expected = try JSONReader.read(
      """
      {"code":"success","message":"","data":{"task_id":"4596668244738","notify_hook":"",
      "action":"jimeng-videos","status":"IN_PROGRESS","fail_reason":"","submit_time":1748191710,
      "start_time":0,"finish_time":0,"progress":"30%","data":null}}
      """)
    #expect(try answer(.success, after: .seconds(9)) == expected.root)
  }

  @Test("carries the URL at both depths when it is done")
  func done() throws {
    let answer = try answer(.success, after: .seconds(711))
    let url: JSONValue =
      "http://127.0.0.1:4310/__mock/files/4596668244738/video-9x16-10s.mp4"
    #expect(value("/data/data/data/video", of: answer) == url)
    #expect(value("/data/data/video", of: answer) == url)
    #expect(value("/data/finish_time", of: answer) == 1_748_191_740)
    #expect(value("/data/data/status", of: answer) == "SUCCESS")
    #expect(value("/data/data/task_id", of: answer) == "4596668244738")
    #expect(value("/data/data/created_at", of: answer) == "2025-05-26T00:49:00.143198")
  }

  @Test("stays a success outside when the task fails, with the upstream's error inside")
  func failure() throws {
    let error: JSONValue = ["code": "OutputVideoSensitiveContentDetected", "message": "no"]
    let answer = try answer(.failure(reason: "task failed", error: error), after: .seconds(30))
    #expect(value("/code", of: answer) == "success")
    #expect(value("/data/status", of: answer) == "FAILURE")
    #expect(value("/data/fail_reason", of: answer) == "task failed")
    #expect(value("/data/data/error", of: answer) == error)
    let bare = try self.answer(.failure(reason: "x", error: nil), after: .seconds(30))
    #expect(value("/data/data", of: bare) == .null)
  }

  @Test("leaves the inner status in progress when the gateway gives up")
  func timeout() throws {
    let answer = try answer(.timeout(minutes: 3), after: .seconds(180))
    #expect(value("/data/status", of: answer) == "FAILURE")
    #expect(value("/data/fail_reason", of: answer) == "任务超时（3分钟）")
    #expect(value("/data/data/status", of: answer) == "IN_PROGRESS")
  }

  @Test("has no URL, or one that has run out, when a scenario says so")
  func brokenURLs() throws {
    let without = try answer(.withoutURL, after: .seconds(30))
    #expect(value("/data/status", of: without) == "SUCCESS")
    #expect(value("/data/data/data", of: without) == [:])
    let expired = value(
      "/data/data/data/video", of: try answer(.urlExpired, after: .seconds(30)))
    #expect(expired?.string?.contains("/__mock/files/expired/4596668244738/") == true)
  }

  @Test("keeps to the described fetch at every step", arguments: TaskProgressTests.outcomes)
  func described(outcome: TaskOutcome) throws {
    let schema = try Jimeng.schema("TaskAnswer")
    for tenth in 0...50 {
      let answer = try answer(outcome, after: .seconds(3 * tenth))
      let pointers = schema.validate(answer).violations.map(\.pointer.description)
      if case .oddStatus = outcome, tenth >= 3 {
        #expect(pointers == ["/data/status"])
      } else {
        #expect(pointers.isEmpty)
      }
    }
  }

  @Test("the description refuses what is not of that shape")
  func strictness() throws {
    let schema = try Jimeng.schema("TaskAnswer")
    let good = try JSONWriter.string(answer(.success, after: .seconds(30)))
    #expect(schema.isValid(try JSONReader.read(good).root))
    let changes = [
      ("1748191710", "1748191710000"), ("\"100%\"", "100"), ("\"100%\"", "\"100\""),
      ("\"SUCCESS\",\"fail", "\"DONE\",\"fail"), ("\"start_time\":0,", ""),
      ("\"4596668244738\",\"notify", "4596668244738,\"notify"), ("http://", "/"),
    ]
    for (part, other) in changes {
      try #require(good.contains(part))
      let bad = try JSONReader.read(good.replacing(part, with: other, maxReplacements: 1))
      #expect(!schema.isValid(bad.root), "\(part) → \(other)")
    }
  }

  @Test("an unknown id gets the service's own answer, and a described one")
  func unknown() throws {
    let answer = try Jimeng.service().answers.unknownTask
    var response = HTTPResponse()
    answer.write(
      ServiceAnswer.Refusal(requestID: Jimeng.circumstances().requestID), into: &response)
    let json = try Jimeng.json(response)
    #expect(
      JSONWriter.string(json)
        == #"{"code":"task_not_exist","message":"task_not_exist","data":null}"#)
    #expect(response.status == .badRequest)
    #expect(try Jimeng.schema("TaskError").isValid(json))
  }

  @Test("answers several at once in the order asked for, and described")
  func batch() throws {
    var store = TaskStore(pace: TaskPace())
    for id in ["a", "b", "c"] {
      store.insert(
        VideoTask(
          id: id, submitted: start, parameters: TaskParameters(aspectRatio: nil, seconds: 5)),
        at: start)
    }
    let tasks = ["c", "nobody", "a"].compactMap { store.fetch($0, at: start + .seconds(60)) }
    let answer = try batch(tasks)
    #expect(try Jimeng.schema("BatchAnswer").isValid(answer))
    #expect(answer["data"]?.array?.compactMap { $0["task_id"]?.string } == ["c", "a"])
    #expect(try batch([])["data"] == [])
  }

  private func batch(_ tasks: [(VideoTask, TaskProgress)]) throws -> JSONValue {
    var response = HTTPResponse()
    let answers = try Jimeng.fetch(many: true)
    answers.write(
      tasks.map { TaskAnswers.Found(task: $0.0, progress: $0.1) }, as: [answers],
      Jimeng.circumstances(origin), into: &response)
    return try Jimeng.json(response)
  }

  @Test("the description compiles, and says where it comes from")
  func page() throws {
    let contract = try Contract.compile(Jimeng.observedPage())
    #expect(contract.operations.map(\.method) == ["GET", "POST"])
    #expect(contract.operations.map(\.plainPath) == ["/jimeng/fetch/{task_id}", "/jimeng/fetch"])
    #expect(contract.title.contains("observed"))
    #expect(contract.unread.isEmpty)
    let schema = try Jimeng.schema("TaskAnswer")
    let example = try #require(contract.operations[0].successExample)
    #expect(schema.isValid(example))
  }
}
