import Foundation
import JimengFixtures
import OpenAPIContract
import StrictJSON
import TestSupport
import Testing

@testable import JimengMock

/// From the submit to the video, with a clock that is advanced: no test waits.
@Suite struct TaskLiveTests {
  private static func json(_ answer: WebClient.Answer) throws -> JSONValue {
    try JSONReader.read(Array(answer.body)).root
  }

  private static func submit(
    _ client: WebClient, _ body: String = Submit.body(),
    headers: [String: String] = [:]
  ) async throws -> String {
    let answer = try await client.submit(body, headers: headers)
    return try #require(json(answer)["data"]?.string)
  }

  private static func fetch(_ client: WebClient, _ id: String) async throws -> JSONValue {
    let answer = try await client.send("GET", "/jimeng/fetch/\(id)")
    #expect(answer.status == 200 && answer["Content-Type"] == "application/json")
    return try json(answer)
  }

  @Test("a task gets from NOT_START to SUCCESS, and its video plays")
  func loop() async throws {
    var configuration = MockConfiguration()
    configuration.timeScale = 0
    let mock = try await MockServer.start(configuration)
    let client = WebClient(mock)
    let document = try SpecLoader.load(Fixtures.fetchPage, name: Fixtures.fetchPageName)
    let pointer = JSONPointer(tokens: ["components", "schemas", "TaskAnswer"])
    let schema = try CompiledSchema.compile(pointer, of: document)
    let id = try await Self.submit(client, Submit.body(ratio: "9:16", seconds: 10))
    var statuses: [String] = []
    for _ in 0...10 {
      let answer = try await Self.fetch(client, id)
      #expect(schema.validate(answer).isValid)
      #expect(answer["data"]?["task_id"]?.string == id)
      statuses.append(answer["data"]?["status"]?.string ?? "")
      mock.advanceClock(by: .seconds(3))
    }
    #expect(statuses[...2] == ["NOT_START", "SUBMITTED", "QUEUED"])
    #expect(statuses[3..<10].allSatisfy { $0 == "IN_PROGRESS" } && statuses[10] == "SUCCESS")
    let data = try await Self.fetch(client, id)["data"]?["data"]
    let url = try #require(data?["data"]?["video"]?.string)
    #expect(data?["video"]?.string == url)
    #expect(url.hasPrefix(mock.url.absoluteString + "/__mock/files/\(id)/"))
    try await Self.play(url, client, ratio: "9:16", seconds: 10)
    #expect(mock.journal.warnings.count == 1, "polled once after the end")
    await mock.stop()
  }

  private static func play(
    _ url: String, _ client: WebClient, ratio: String, seconds: Int
  ) async throws {
    let file = try #require(
      VideoFile.all.first { $0.aspectRatio.text == ratio && $0.seconds == seconds }?.media)
    let whole = try await client.send("GET", url)
    #expect(whole.status == 200 && whole["Content-Type"] == "video/mp4")
    #expect(Array(whole.body) == file.bytes)
    let part = try await client.send("GET", url, headers: ["Range": "bytes=4-7"])
    #expect(part.status == 206 && part.text == "ftyp")
    #expect(part["Content-Range"] == "bytes 4-7/\(file.bytes.count)")
    let head = try await client.send("HEAD", url)
    #expect(head["Content-Length"] == "\(file.bytes.count)" && head.body.isEmpty)
    let tag = try #require(whole["ETag"])
    let known = try await client.send("GET", url, headers: ["If-None-Match": tag])
    #expect(known.status == 304)
  }

  @Test("with progress by poll each fetch is one step, whatever the time")
  func byPoll() async throws {
    var configuration = MockConfiguration()
    configuration.progress = .poll
    let mock = try await MockServer.start(configuration)
    let client = WebClient(mock)
    let id = try await Self.submit(client)
    for percent in 0...10 {
      let progress = try await Self.fetch(client, id)["data"]?["progress"]?.string
      #expect(progress == "\(percent * 10)%")
    }
    await mock.stop()
  }

  @Test(
    "a scenario of the submit is what becomes of the task",
    arguments: [
      ("task-fails", "FAILURE"), ("task-moderated-late", "FAILURE"), ("task-timeout", "FAILURE"),
      ("task-stuck-not-started", "NOT_START"), ("task-stuck-in-progress", "IN_PROGRESS"),
      ("task-odd-status", "UNKNOWN"), ("task-without-url", "SUCCESS"),
      ("task-url-expired", "SUCCESS"), ("success", "SUCCESS"),
    ])
  func outcomes(scenario: String, status: String) async throws {
    let mock = try await MockServer.start()
    let client = WebClient(mock)
    let id = try await Self.submit(client, headers: ["Prefer": "scenario=\(scenario)"])
    mock.advanceClock(by: .seconds(100_000))
    let task = try await Self.fetch(client, id)["data"]
    #expect(task?["status"]?.string == status)
    let url = task?["data"]?["data"]?["video"]?.string
    #expect((url != nil) == ["success", "task-url-expired"].contains(scenario))
    if scenario == "task-url-expired" {
      #expect(try await client.send("GET", url ?? "").status == 403)
    }
    await mock.stop()
  }

  @Test("a key that stands for a task's outcome does not disturb its fetches")
  func keyOnFetch() async throws {
    let mock = try await MockServer.start()
    let client = WebClient(mock)
    let headers = ["Authorization": "Bearer mock-task-fails"]
    let id = try await Self.submit(client, headers: headers)
    let answer = try await client.send("GET", "/jimeng/fetch/\(id)", headers: headers)
    #expect(answer.status == 200 && answer["Mock-Scenario"] == nil)
    await mock.stop()
  }

  @Test("an unknown task is 400, a batch leaves it out")
  func unknown() async throws {
    let mock = try await MockServer.start()
    let client = WebClient(mock)
    let answer = try await client.send("GET", "/BASE_URL/jimeng/fetch/None")
    #expect(answer.status == 400)
    #expect(answer.text == #"{"code":"task_not_exist","message":"task_not_exist","data":null}"#)
    #expect(mock.journal.warnings.first?.contains("task id") == true)
    let id = try await Self.submit(client)
    let batch = try await client.send(
      "POST", "/jimeng/fetch", headers: ["Content-Type": "application/json"],
      body: "{\"ids\":[\"0\",\"\(id)\"]}")
    let tasks = try Self.json(batch)["data"]?.array
    #expect(tasks?.count == 1 && tasks?.first?["task_id"]?.string == id)
    await mock.stop()
  }
}
