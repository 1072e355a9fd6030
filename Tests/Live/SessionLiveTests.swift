import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import JimengMock

@Suite struct SessionLiveTests {
  @Test("200 sessions of 50 requests each, side by side, share nothing")
  func isolation() async throws {
    let mock = try await MockServer.start()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask { try await Self.exercise(mock, name: "s-\(number)") }
      }
      try await group.waitForAll()
    }
    #expect(mock.journal.requests.isEmpty)
    await mock.stop()
  }

  /// 25 rounds of a submit and a fetch. Each session queues its own number of faults.
  private static func exercise(_ mock: MockServer, name: String) async throws {
    let client = WebClient(mock, prefix: "/session/\(name)")
    let faultCount = name.utf8.reduce(0) { $0 + Int($1) } % 7 + 1
    mock.queue("rate-limited", times: faultCount, session: name)
    mock.advanceClock(by: .seconds(faultCount * 3), session: name)
    var submitted: [String] = []
    for round in 0..<25 {
      let prompt = "\(name) round \(round)"
      let answer = try await client.submit(Submit.body(prompt))
      #expect(answer.status == (2 * round < faultCount ? 429 : 200), "\(prompt)")
      #expect(answer["Mock-Session"] == name)
      let id = try? JSONReader.read(Array(answer.body)).root["data"]?.string
      if let id { submitted.append(id) }
      let fetched = try await client.send("GET", "/jimeng/fetch/\(submitted.first ?? "0")")
      let isFault = 2 * round + 1 < faultCount
      #expect(fetched.status == (isFault ? 429 : submitted.isEmpty ? 400 : 200), "\(prompt)")
    }
    let journal = mock.journal(session: name)
    #expect(journal.requests.map(\.id) == Array(1...50))
    let submits = journal.requests.filter { $0.method == "POST" }
    #expect(submits.allSatisfy { $0.body.contains("\(name) round") } && submits.count == 25)
  }

  @Test("what one session submits no other one knows, and a reset touches one")
  func apart() async throws {
    let mock = try await MockServer.start()
    let mine = WebClient(mock, prefix: "/session/mine")
    let other = WebClient(mock)
    let answer = try await mine.submit()
    let id = try #require(JSONReader.read(Array(answer.body)).root["data"]?.string)
    #expect(try await mine.send("GET", "/jimeng/fetch/\(id)").status == 200)
    #expect(try await other.send("GET", "/jimeng/fetch/\(id)").status == 400)
    let named = ["Mock-Session": "mine"]
    #expect(try await other.send("GET", "/jimeng/fetch/\(id)", headers: named).status == 200)
    mock.reset(session: "mine")
    #expect(try await mine.send("GET", "/jimeng/fetch/\(id)").status == 400)
    #expect(mock.journal.requests.count == 1 && mock.journal(session: "mine").requests.count == 1)
    await mock.stop()
  }

  @Test("a task's video is reached through its session")
  func videoURL() async throws {
    let mock = try await MockServer.start()
    let client = WebClient(mock, prefix: "/session/mine")
    let answer = try await client.submit()
    let id = try #require(JSONReader.read(Array(answer.body)).root["data"]?.string)
    mock.advanceClock(by: .seconds(60), session: "mine")
    let fetched = try await client.send("GET", "/jimeng/fetch/\(id)")
    let url = try JSONReader.read(Array(fetched.body)).root["data"]?["data"]?["data"]?["video"]
    let text = try #require(url?.string)
    #expect(text.hasPrefix("\(mock.url.absoluteString)/session/mine/__mock/files/"))
    #expect(try await client.send("GET", text).status == 200)
    await mock.stop()
  }

  @Test(
    "a session name that is none is refused",
    arguments: [
      ("/session/a%20b", [:]), ("/session/", [:]), ("", ["Mock-Session": "a b"]),
      ("/session/a", ["Mock-Session": "b"]),
    ] as [(String, [String: String])])
  func badNames(prefix: String, headers: [String: String]) async throws {
    let mock = try await MockServer.start()
    let answer = try await WebClient(mock, prefix: prefix).submit(headers: headers)
    #expect(answer.status == 400 && answer["Mock-Error"] == "true")
    #expect(answer["Content-Type"] == "application/problem+json")
    await mock.stop()
  }
}
