import Foundation
import HTTPTransport
import JimengMock
import TestSupport
import Testing

@testable import JimengClient

/// What a client sends, and how it waits, held against a server with a script.
@Suite struct JimengClientTests {
  private static let request = SubmitRequest(
    prompt: "x", duration: .five, aspectRatio: .landscape16x9, cfgScale: 0.5)

  private static func client(
    _ server: StubServer, path: String = "", apiKey: String? = nil,
    _ clock: LeapingClock = .init()
  ) throws -> JimengClient {
    try JimengClient(baseURL: server.url(path), apiKey: apiKey, clock: clock)
  }

  // MARK: What is sent

  @Test("a submit, below the base URL's path, with the key", arguments: ["", "/", "/session/a/"])
  func submit(path: String) async throws {
    let answer = StubServer.Step.json(#"{"code":"success","message":"","data":"7"}"#)
    try await StubServer.run([answer]) { server in
      let task = try await Self.client(server, path: path, apiKey: "sk-1").submit(Self.request)
      #expect(task == "7")
      let prefix = path.hasPrefix("/session") ? "/session/a" : ""
      let expected = StubServer.Request(
        method: "POST", target: prefix + "/jimeng/submit/videos", authorization: "Bearer sk-1",
        contentType: "application/json",
        body: #"{"prompt":"x","duration":5,"aspect_ratio":"16:9","cfg_scale":0.5}"#)
      #expect(server.requests == [expected])
    }
  }

  @Test("a fetch, without a key where there is none")
  func fetch() async throws {
    try await StubServer.run([.task("QUEUED", progress: "20%")]) { server in
      let snapshot = try await Self.client(server).fetch("a/b")
      #expect(snapshot.status == .queued && snapshot.progress == 0.2)
      let request = server.requests.first
      #expect(request?.target == "/jimeng/fetch/a%2Fb" && request?.method == "GET")
      #expect(request?.authorization == nil)
    }
  }

  @Test("a batch fetch, and none at all for no ids")
  func batch() async throws {
    let answer = StubServer.Step.json(
      #"{"code":"success","message":"","data":[{"task_id":"2","status":"SUCCESS"}]}"#)
    try await StubServer.run([answer]) { server in
      let client = try Self.client(server)
      #expect(try await client.fetch(["1", "2"] as [TaskID]).map(\.id) == ["2"])
      #expect(try await client.fetch([] as [TaskID]).isEmpty)
      let requests = server.requests
      #expect(requests.map(\.target) == ["/jimeng/fetch"])
      #expect(requests.map(\.body) == [#"{"ids":["1","2"]}"#])
    }
  }

  @Test("what cannot be sent is not: a key that is no header, a cancelled submit")
  func unsendable() async throws {
    try await StubServer.run([.json("{}")]) { server in
      let client = try Self.client(server, apiKey: "a\r\nHost: b")
      await #expect(
        throws: JimengError.unsendable("the API key holds characters that no header can")
      ) {
        try await client.submit(Self.request)
      }
      let sane = try Self.client(server)
      let cancelled = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await Result { try await sane.submit(Self.request) }
      }
      let result = await cancelled.value
      #expect(throws: JimengError.cancelled) { try result.get() }
      #expect(server.requests.isEmpty)
    }
  }

  @Test("a redirect is told, and the key stays here")
  func redirect() async throws {
    let step = StubServer.Step(status: 302, fields: [("Location", "http://127.0.0.1:1/x")])
    try await StubServer.run([step]) { server in
      let error = await #expect(throws: JimengError.self) {
        try await Self.client(server, apiKey: "sk-1").fetch("1")
      }
      guard case .malformedAnswer(let answer) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(answer.reason == .redirect(location: "http://127.0.0.1:1/x"))
    }
  }

  @Test("it prints without its key")
  func masked() throws {
    let url = try #require(URL(string: "http://h"))
    var text = ""
    dump(JimengClient(baseURL: url, apiKey: "sk-secret"), to: &text)
    #expect(!text.contains("secret") && text.contains("http"))
  }

  // MARK: How it waits

  private static func limited(_ fields: (String, String)...) -> StubServer.Step {
    StubServer.Step(status: 429, fields: fields)
  }

  @Test("Retry-After is waited out, as seconds and as a date")
  func retryAfter() async throws {
    let date = "Sun, 06 Nov 1994 08:49:37 GMT"
    let steps = [
      Self.limited(("Retry-After", "77")), Self.limited(("Retry-After", date)), .done,
    ]
    try await StubServer.run(steps) { server in
      let clock = LeapingClock()
      _ = try await Self.client(server, clock).wait(for: "1")
      #expect(clock.sleeps.first == .seconds(77))
      #expect(clock.sleeps.count == 2 && clock.sleeps[1] <= .seconds(2), "that date is past")
    }
  }

  @Test("a Retry-After beyond its bound is thrown at once, and carried along")
  func retryAfterTooLong() async throws {
    try await StubServer.run([Self.limited(("Retry-After", "301")), .done]) { server in
      let clock = LeapingClock()
      let error = await #expect(throws: JimengError.self) {
        try await Self.client(server, clock).wait(for: "1")
      }
      guard case .service(let service) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(service.kind == .rateLimited && service.retryAfter == .seconds(301))
      #expect(clock.sleeps.isEmpty)
    }
  }

  @Test("a poll that fails at once waits its back-off before each retry, and then is thrown")
  func failsAtOnce() async throws {
    let clock = LeapingClock()
    // Not the port that is free now: the system may give it to another test.
    let url = try #require(URL(string: "http://127.0.0.1:1"))
    let client = JimengClient(baseURL: url, clock: clock)
    let error = await #expect(throws: JimengError.self) { try await client.wait(for: "1") }
    guard case .network = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(clock.sleeps.count == client.configuration.retry.retriesMax)
  }

  @Test("cancelled in a back-off, a wait whose polls fail at once ends")
  func cancelsBackOff() async throws {
    let url = try #require(URL(string: "http://127.0.0.1:1"))
    var configuration = JimengClient.Configuration()
    // Real hours on a real clock, of which nothing is waited.
    configuration.retry = RetryPolicy(
      retriesMax: 1_000_000, firstDelayMax: .seconds(36_000), delayMax: .seconds(36_000))
    configuration.waitTimeout = .seconds(3_600_000)
    let client = JimengClient(baseURL: url, configuration: configuration)
    let task = Task { await Result { try await client.wait(for: "1") } }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    let result = await task.value
    #expect(throws: JimengError.cancelled) { try result.get() }
  }

  @Test("a poll that succeeds starts the count of failures anew")
  func countsInARow() async throws {
    let failures = Array(repeating: Self.limited(), count: 6)
    let steps = failures + [.task("QUEUED")] + failures + [.done]
    try await StubServer.run(steps) { server in
      let video = try await Self.client(server).wait(for: "1")
      #expect(video.task.status == .success)
      #expect(server.requests.count == 14)
    }
  }

  @Test(
    "an error that no patience helps against is thrown at the first",
    arguments: [
      .json(#"{"code":"task_not_exist","message":"task_not_exist","data":null}"#, status: 400),
      .json(#"{"error":{"message":"无效的令牌","type":"new_api_error"}}"#, status: 401),
      .json("<html></html>"),
    ] as [StubServer.Step])
  func permanent(step: StubServer.Step) async throws {
    try await StubServer.run([step]) { server in
      await #expect(throws: JimengError.self) { try await Self.client(server).wait(for: "1") }
      #expect(server.requests.count == 1)
    }
  }

  @Test("the wait ends at its time-out, with what was last seen, and no poll begins after it")
  func timesOut() async throws {
    try await StubServer.run([.task("QUEUED")]) { server in
      let clock = LeapingClock()
      let client = try Self.client(server, clock)
      let error = await #expect(throws: JimengError.self) {
        try await client.wait(for: "1", timeout: .seconds(12))
      }
      guard case .waitTimedOut(after: .seconds(12), let last) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(last?.status == .queued)
      #expect(clock.sleeps == [.seconds(5), .seconds(5), .seconds(2)])
      #expect(server.requests.count == 3)
    }
  }

  @Test("where no time is left for another try, the last one's error is thrown at once")
  func noTimeForBackOff() async throws {
    try await StubServer.run([Self.limited(("Retry-After", "60"))]) { server in
      let clock = LeapingClock()
      let client = try Self.client(server, clock)
      let error = await #expect(throws: JimengError.self) {
        try await client.wait(for: "1", timeout: .seconds(60))
      }
      guard case .service(let service) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(service.retryAfter == .seconds(60) && clock.sleeps.isEmpty)
    }
  }

  @Test("a poll under way is cut off at the time-out, which is then told")
  func cutsPoll() async throws {
    let silent = StubServer.Step(delivery: .init(fault: .neverAnswer))
    try await StubServer.run([silent]) { server in
      let client = try JimengClient(baseURL: server.url())
      let timeout = Duration.milliseconds(100)
      await #expect(throws: JimengError.waitTimedOut(after: timeout, last: nil)) {
        try await client.wait(for: "1", timeout: timeout)
      }
    }
  }
}
