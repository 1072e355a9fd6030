import Foundation
import JimengClient
import JimengMock
import Testing

/// A client against the mock and its faults. Nothing waits: the clock of the client leaps, and takes
/// the mock's along.
@Suite struct FaultyWaitTests {
  private static let request = SubmitRequest(
    prompt: "一只小猪在高速公路上快乐的奔跑", duration: .five, aspectRatio: .landscape16x9,
    cfgScale: 0.5)

  private struct Bench {
    let mock: MockServer
    let clock: LeapingClock
    let client: JimengClient
  }

  /// Runs `body` with a mock whose time stands still but for what the client sleeps.
  private static func run(
    requestTimeout: Duration = .seconds(20), pollInterval: Duration = .seconds(5),
    _ body: (Bench) async throws -> Void
  ) async throws {
    var mockConfiguration = MockConfiguration()
    mockConfiguration.timeScale = 0
    let mock = try await MockServer.start(mockConfiguration)
    let clock = mock.leapingClock()
    var configuration = JimengClient.Configuration()
    configuration.requestTimeout = requestTimeout
    configuration.pollInterval = pollInterval
    let client = JimengClient(
      baseURL: mock.url, apiKey: "mock", configuration: configuration, clock: clock)
    do {
      try await body(Bench(mock: mock, clock: clock, client: client))
    } catch {
      await mock.stop()
      throw error
    }
    await mock.stop()
  }

  private static func count(_ method: String, _ mock: MockServer) -> Int {
    mock.journal.requests.count { $0.method == method }
  }

  @Test("submits, waits, and has a video")
  func happy() async throws {
    try await Self.run { bench in
      let task = try await bench.client.submit(Self.request)
      let video = try await bench.client.wait(for: task)
      #expect(video.task.id == task && video.task.progress == 1)
      #expect(video.url.absoluteString.hasPrefix(bench.mock.url.absoluteString))
      // 30 s of rendering, a poll each 5 s, the first at once.
      #expect(bench.clock.sleeps == Array(repeating: .seconds(5), count: 6))
      #expect(bench.mock.journal.violations.isEmpty && bench.mock.journal.warnings.isEmpty)
    }
  }

  @Test("429 on polls, then success")
  func rateLimitedPolls() async throws {
    try await Self.run { bench in
      let task = try await bench.client.submit(Self.request)
      bench.mock.queue("rate-limited", times: 2)
      _ = try await bench.client.wait(for: task)
      #expect(bench.mock.journal.requests.map(\.status)[...3] == [200, 429, 429, 200])
      #expect(bench.clock.sleeps[0] <= .seconds(1) && bench.clock.sleeps[1] <= .seconds(2))
    }
  }

  @Test(
    "a submit is sent once, whatever comes of it",
    arguments: [
      "rate-limited", "upstream-saturated", "no-channel", "panic", "connection-reset",
      "empty-response", "truncated-body", "malformed-chunk", "random-bytes", "html-page",
    ])
  func submitsOnce(scenario: String) async throws {
    try await Self.run { bench in
      // A first one that is answered, so that there could be a connection to use again.
      _ = try await bench.client.submit(Self.request)
      bench.mock.queue(scenario, times: 5)
      await #expect(throws: JimengError.self) { try await bench.client.submit(Self.request) }
      #expect(Self.count("POST", bench.mock) == 2 && bench.clock.sleeps.isEmpty)
    }
  }

  @Test(
    "a poll that breaks is tried again: before, in the middle of, and instead of the answer",
    arguments: [
      "connection-reset", "truncated-body", "empty-response", "malformed-chunk", "random-bytes",
      "panic", "no-channel", "upstream-html-error", "ok-with-error-code",
    ])
  func brokenPoll(scenario: String) async throws {
    try await Self.run { bench in
      let task = try await bench.client.submit(Self.request)
      bench.mock.queue(scenario, times: 2)
      let video = try await bench.client.wait(for: task)
      #expect(video.task.status == .success)
      #expect(bench.mock.journal.requests.count { $0.scenario == scenario } == 2)
    }
  }

  @Test("a poll that stalls is cut off and tried again", arguments: ["stall", "never-answers"])
  func stalledPoll(scenario: String) async throws {
    try await Self.run(requestTimeout: .milliseconds(200)) { bench in
      let task = try await bench.client.submit(Self.request)
      bench.mock.queue(scenario)
      let video = try await bench.client.wait(for: task)
      #expect(video.task.status == .success)
    }
  }

  @Test(
    "a submit that stalls is told as such, and not sent again",
    arguments: ["stall", "never-answers"])
  func stalledSubmit(scenario: String) async throws {
    try await Self.run(requestTimeout: .milliseconds(200)) { bench in
      bench.mock.queue(scenario)
      let error = await #expect(throws: JimengError.self) {
        try await bench.client.submit(Self.request)
      }
      #expect(error == .requestTimedOut(after: .milliseconds(200)))
      #expect(Self.count("POST", bench.mock) == 1)
    }
  }

  @Test("a poll that keeps failing is thrown as what it is: the task has not failed")
  func failingPolls() async throws {
    try await Self.run { bench in
      let task = try await bench.client.submit(Self.request)
      bench.mock.queue("no-channel", times: 7)
      let error = await #expect(throws: JimengError.self) {
        try await bench.client.wait(for: task)
      }
      guard case .service(let service) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(service.kind == .noChannel && service.requestID != nil)
      #expect(Self.count("GET", bench.mock) == 7)
      #expect(try await bench.client.wait(for: task).task.status == .success)
    }
  }

  @Test("a task that fails late is told as failed, with the inner error")
  func failsLate() async throws {
    try await Self.run { bench in
      bench.mock.queue("task-moderated-late")
      let task = try await bench.client.submit(Self.request)
      let error = await #expect(throws: JimengError.self) {
        try await bench.client.wait(for: task)
      }
      guard case .taskFailed(let snapshot) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(snapshot.id == task && snapshot.failReason == "task failed")
      #expect(snapshot.failureCause?.code == "OutputVideoSensitiveContentDetected")
      #expect(bench.clock.sleeps.count > 1)
    }
  }

  @Test(
    "how else a task ends, or does not",
    arguments: [
      ("task-fails", "task failed"), ("task-timeout", "任务超时（60分钟）"),
      ("task-without-url", "without the URL"), ("task-stuck-not-started", "last seen NOT_START"),
      ("task-stuck-in-progress", "last seen IN_PROGRESS"), ("task-odd-status", "last seen UNKNOWN"),
    ])
  func endings(scenario: String, words: String) async throws {
    try await Self.run(pollInterval: .seconds(300)) { bench in
      bench.mock.queue(scenario)
      let task = try await bench.client.submit(Self.request)
      let error = await #expect(throws: JimengError.self) {
        try await bench.client.wait(for: task, timeout: .seconds(7200))
      }
      #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }
  }

  @Test("a URL that has expired is still a video's: the download tells")
  func expired() async throws {
    try await Self.run { bench in
      bench.mock.queue("task-url-expired")
      let task = try await bench.client.submit(Self.request)
      #expect(try await bench.client.wait(for: task).url.path().contains(task.rawValue))
    }
  }
}
