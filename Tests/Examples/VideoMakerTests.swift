import Foundation
import JimengClient
import JimengMock
import JimengMockTesting
import Testing

/// Each test has a mock of its own, on a real socket. All tests run in parallel, and none waits.
///
/// Time is virtual. With `timeScale` 0 it stands still, and only the sleeps of the app move the
/// mock's clock: a video that takes 30 seconds is ready within milliseconds.
@Suite(.mockServer { $0.timeScale = 0 }) struct VideoMakerTests {
  private let mock: MockServer
  private let clock: LeapingClock
  private let maker: VideoMaker

  init() throws {
    mock = try MockServer.current
    clock = mock.leapingClock()
    // A stalled answer must fail soon. In the app, the time-out is a minute.
    var configuration = JimengClient.Configuration()
    configuration.requestTimeout = .milliseconds(500)
    // Any key will do.
    maker = VideoMaker(
      client: JimengClient(
        baseURL: mock.url, apiKey: "mock", configuration: configuration, clock: clock),
      clock: clock)
  }

  @Test("submits what the page asks for, polls to the end, and returns an MP4")
  func success() async throws {
    let video = try await maker.video(of: "一只小猪在高速公路上快乐的奔跑")
    #expect(video.dropFirst(4).starts(with: Array("ftyp".utf8)))
    #expect(
      mock.verify(
        "POST", "/jimeng/submit/videos",
        body: ["prompt": "一只小猪在高速公路上快乐的奔跑", "duration": 5, "aspect_ratio": "16:9"],
        .exactly(1)
      ).isMet)
    // No request broke a rule of the vendor's page, refused or not.
    #expect(mock.journal.violations.isEmpty)
  }

  @Test("after two 429 it succeeds, each pause longer than the one before")
  func rateLimited() async throws {
    mock.queue("rate-limited", times: 2)
    _ = try await maker.video(of: "a pig")
    #expect(mock.journal.requests.prefix(3).map(\.status) == [429, 429, 200])
    #expect(clock.sleeps.starts(with: [.seconds(1), .seconds(2)]))
  }

  @Test("it gives up after four 429, and says so")
  func rateLimitedForGood() async throws {
    mock.queue("rate-limited", times: 10)
    await #expect(throws: JimengError.self) { try await maker.video(of: "a pig") }
    #expect(mock.verify("POST", "/jimeng/submit/videos", .exactly(4)).isMet)
  }

  @Test("a submit whose connection breaks is not sent again: it may be billed already")
  func reset() async throws {
    mock.queue("connection-reset")
    let error = await #expect(throws: JimengError.self) { try await maker.video(of: "a pig") }
    #expect(error?.leavesSubmitUncertain == true)
    #expect(mock.verify("POST", "/jimeng/submit/videos", .exactly(1)).isMet)
  }

  @Test("a poll that breaks is sent again, since a poll costs nothing")
  func resetPolls() async throws {
    let task = try await maker.client.submit(
      SubmitRequest(prompt: "a pig", duration: .ten, aspectRatio: .square1x1, cfgScale: 0.5))
    mock.queue("connection-reset", times: 2)
    let video = try await maker.client.wait(for: task)
    #expect(video.task.id == task)
    #expect(mock.journal.requests.dropFirst().prefix(3).map(\.status) == [nil, nil, 200])
    #expect(mock.queuedScenarios.isEmpty)
  }

  @Test("after the time-out a stalled submit fails, and is not sent again")
  func stall() async throws {
    mock.queue("stall")
    await #expect(throws: JimengError.requestTimedOut(after: .milliseconds(500))) {
      try await maker.video(of: "a pig")
    }
    #expect(mock.verify("POST", "/jimeng/submit/videos", .exactly(1)).isMet)
  }

  @Test("a task that fails late is reported with the words of the service")
  func failsLate() async throws {
    mock.queue("task-moderated-late")
    let error = await #expect(throws: JimengError.self) { try await maker.video(of: "a pig") }
    guard case .taskFailed(let task) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(task.failureCause?.isModeration == true)
  }

  @Test("a prompt that moderation refuses is not submitted again")
  func moderation() async throws {
    mock.queue("moderation-rejected")
    let error = await #expect(throws: JimengError.self) { try await maker.video(of: "a pig") }
    guard case .service(let refusal) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refusal.kind == .moderationRejected)
    #expect(mock.journal.requests.count == 1)
  }

  /// The real gateway accepts nearly everything, and so does the profile `gateway`. The journal still
  /// knows which rules of the page a request breaks.
  @Test(
    "the journal shows a wrong request that the gateway accepts",
    .mockServer { $0.profile = .gateway })
  func violations() async throws {
    let client = JimengClient(baseURL: mock.url)
    _ = try await client.submit(
      SubmitRequest(
        prompt: "a pig", duration: VideoDuration(rawValue: 7), aspectRatio: .square1x1,
        cfgScale: 0.5))
    #expect(mock.journal.violations == ["duration: 7 is not one of 5, 10"])
  }
}
