import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import JimengMock

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The admin API as a client reaches it: over a socket, beside the service.
@Suite struct AdminTests {
  private static let submit = "/jimeng/submit/videos"
  private static let good = #"{"prompt":"a cat","duration":5,"aspect_ratio":"1:1","cfg_scale":0.5}"#

  private struct Reply {
    let answer: WebClient.Answer
    let json: JSONValue

    var status: Int { answer.status }
  }

  private func ask(
    _ mock: MockServer, _ method: String, _ path: String, _ body: String? = nil,
    headers: [String: String] = [:]
  ) async throws -> Reply {
    let answer = try await WebClient(mock).send(
      method, path, headers: headers.merging(["Content-Type": "application/json"]) { $1 },
      body: body)
    let isEmpty = answer.body.isEmpty
    return Reply(
      answer: answer, json: isEmpty ? .null : try JSONReader.read(Array(answer.body)).root)
  }

  private func withMock(
    _ configure: (inout MockConfiguration) -> Void = { _ in },
    _ body: (MockServer) async throws -> Void
  ) async throws {
    var configuration = MockConfiguration()
    configure(&configuration)
    let mock = try await MockServer.start(configuration)
    do {
      try await body(mock)
    } catch {
      await mock.stop()
      throw error
    }
    await mock.stop()
  }

  @Test("a retry loop meets what was queued, and verify says so")
  func queue() async throws {
    try await withMock { mock in
      let queued = try await ask(
        mock, "POST", "/__mock/queue", #"{"scenario":"rate-limited","times":2}"#)
      #expect(queued.status == 200)
      var statuses: [Int] = []
      for _ in 0..<3 {
        statuses.append(try await ask(mock, "POST", Self.submit, Self.good).status)
      }
      #expect(statuses == [429, 429, 200])
      let expected =
        #"{"method":"POST","path":"/jimeng/submit/videos","exactly":3,"queueUsed":true,"#
        + #""noViolations":true,"body":{"duration":5}}"#
      let met = try await ask(mock, "POST", "/__mock/verify", expected)
      #expect(met.status == 200 && met.json["result"] == "met")
      let unmet = try await ask(mock, "POST", "/__mock/verify", #"{"body":{"duration":10}}"#)
      #expect(unmet.status == 422)
      #expect(unmet.json["closest"]?["path"] == .string(Self.submit))
    }
  }

  @Test("a task becomes a video when its clock is moved, and nobody sleeps")
  func clock() async throws {
    try await withMock {
      // However slow the machine is, nothing happens by itself.
      $0.timeScale = 0
    } _: { mock in
      let id = try #require(
        try await ask(mock, "POST", Self.submit, Self.good).json["data"]?.string)
      let fetch = "/jimeng/fetch/\(id)"
      #expect(try await ask(mock, "GET", fetch).json["data"]?["status"] == "NOT_START")
      _ = try await ask(mock, "POST", "/__mock/clock/advance", #"{"seconds":60}"#)
      let task = try await ask(mock, "GET", "/__mock/tasks/\(id)")
      #expect(task.json["status"] == "SUCCESS")
      #expect(task.json["fetches"] == 1)
      let done = try await ask(mock, "GET", fetch).json["data"]
      #expect(done?["status"] == "SUCCESS")
      let video = try #require(done?["data"]?["data"]?["video"]?.string)
      #expect(video.hasPrefix(mock.url.absoluteString))
    }
  }

  @Test("the admin API is no part of the journal, of chaos or of the queue")
  func apart() async throws {
    try await withMock {
      $0.chaos = ["no-channel=1"]
      $0.keyRequirement = .any
    } _: { mock in
      _ = try await ask(mock, "POST", "/__mock/queue", #"{"scenario":"rate-limited"}"#)
      for path in ["health", "scenarios", "queue", "requests", "tasks", "clock", "nothing"] {
        let reply = try await ask(
          mock, "GET", "/__mock/\(path)", headers: ["Prefer": "scenario=upstream-error"])
        #expect(reply.status == (path == "nothing" ? 404 : 200))
      }
      #expect(try await ask(mock, "GET", "/__mock/queue").json["timesLeft"] == 1)
      #expect(try await ask(mock, "GET", "/__mock/requests").json["requests"] == [])
    }
  }

  @Test("sessions keep to themselves in the admin API too, by path and by field")
  func sessions() async throws {
    try await withMock { mock in
      let made = try await ask(mock, "POST", "/__mock/sessions", #"{"name":"a"}"#)
      #expect(made.status == 201)
      _ = try await ask(mock, "POST", "/session/a\(Self.submit)", Self.good)
      let byPath = try await ask(mock, "GET", "/session/a/__mock/requests").json["requests"]
      let byField = try await ask(
        mock, "GET", "/__mock/requests", headers: ["Mock-Session": "a"]
      ).json["requests"]
      #expect(byPath?.array?.count == 1 && byField == byPath)
      #expect(try await ask(mock, "GET", "/__mock/requests").json["requests"] == [])
      _ = try await ask(mock, "POST", "/session/a/__mock/reset")
      let emptied = try await ask(mock, "GET", "/session/a/__mock/requests")
      #expect(emptied.json["requests"] == [])
      let illegal = try await ask(mock, "GET", "/session/a%20b/__mock/health")
      #expect(illegal.status == 400)
      #expect(illegal.answer["Mock-Error"] == "true")
    }
  }

  @Test("no key is told of by journal or archive")
  func keys() async throws {
    try await withMock { mock in
      let key = "sk-f00dbabe-never"
      _ = try await ask(
        mock, "POST", "\(Self.submit)?key=\(key)", Self.good,
        headers: ["Authorization": "Bearer \(key)", "X-Api-Key": key])
      for path in ["requests", "requests/1", "har"] {
        let text = JSONWriter.string(try await ask(mock, "GET", "/__mock/\(path)").json)
        #expect(text.contains("jimeng") && !text.contains("f00dbabe"), "\(path)")
      }
    }
  }

  @Test("other machines need the token; this one's service stays open")
  func token() async throws {
    try await withMock {
      $0.host = "0.0.0.0"
      $0.adminToken = "s3cret"
    } _: { mock in
      let path = "/__mock/health"
      let refused = try await ask(mock, "GET", path)
      #expect(refused.status == 401)
      let headers = ["Mock-Admin-Token": "s3cret"]
      #expect(try await ask(mock, "GET", path, headers: headers).status == 200)
      #expect(try await ask(mock, "POST", Self.submit, Self.good).status == 200)
    }
  }

  @Test("a page from elsewhere reads nothing and changes nothing")
  func pages() async throws {
    try await withMock { mock in
      let origin = ["Origin": "https://evil.example"]
      let reply = try await ask(mock, "POST", "/__mock/reset", headers: origin)
      #expect(reply.status == 403)
      #expect(reply.answer["Access-Control-Allow-Origin"] == nil)
      let service = try await ask(mock, "POST", Self.submit, Self.good, headers: origin)
      #expect(service.answer["Access-Control-Allow-Origin"] == "*")
    }
  }

  @Test("events tells of a request as it is made")
  func events() async throws {
    try await withMock { mock in
      let (chunks, continuation) = AsyncStream<Data>.makeStream()
      let session = URLSession(
        configuration: .ephemeral, delegate: EventReceiver(continuation), delegateQueue: nil)
      let url = try #require(URL(string: mock.url.absoluteString + "/__mock/events"))
      session.dataTask(with: url).resume()
      var text = ""
      for await chunk in chunks {
        text += String(decoding: chunk, as: UTF8.self)
        // The stream has begun: only now does it hear of anything.
        if text == "retry: 1000\n\n" { _ = try await ask(mock, "POST", Self.submit, "{}") }
        if text.hasSuffix("}\n\n") { break }
      }
      #expect(text.contains("-1\nevent: request\ndata: {\"id\":1,"))
      #expect(text.contains(#""path":"/jimeng/submit/videos","status":400"#))
      session.invalidateAndCancel()
    }
  }
}

/// Hands on what a response brings, as it comes.
private final class EventReceiver: NSObject, URLSessionDataDelegate {
  private let continuation: AsyncStream<Data>.Continuation

  init(_ continuation: AsyncStream<Data>.Continuation) {
    self.continuation = continuation
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    continuation.yield(data)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    continuation.finish()
  }
}
