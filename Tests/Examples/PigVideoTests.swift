// Snippet begins
import JimengClient
import JimengMock
import JimengMockTesting
import Testing

@Suite(.mockServer) struct PigVideoTests {
  @Test func makesAVideo() async throws {
    let mock = try MockServer.current  // this test's own: 127.0.0.1, a port from the system
    let client = JimengClient(baseURL: mock.url, apiKey: "mock")
    let request = SubmitRequest(
      prompt: "一只小猪", duration: .five, aspectRatio: .landscape16x9, cfgScale: 0.5)

    mock.queue("rate-limited")  // the next request gets this scenario
    await #expect(throws: JimengError.self) { try await client.submit(request) }

    let task = try await client.submit(request)
    mock.advanceClock(by: .seconds(30))  // no test waits for a video
    let video = try await client.wait(for: task)
    #expect(video.task.status == .success)

    #expect(
      mock.verify("POST", "/jimeng/submit/videos", body: ["duration": 5], .exactly(2)).isMet)
    #expect(mock.journal.violations.isEmpty)
  }

  @Test(.mockServer(scenario: "task-fails") { $0.timeScale = 0 })
  func tellsOfAFailure() async throws {
    let mock = try MockServer.current
    // Polls by a clock on which nobody waits: each sleep advances the mock's time instead.
    let client = JimengClient(baseURL: mock.url, clock: mock.leapingClock())
    let task = try await client.submit(
      .init(prompt: "一只小猪", duration: .ten, aspectRatio: .square1x1, cfgScale: 0.5))
    await #expect(throws: JimengError.self) { try await client.wait(for: task) }
  }
}
// Snippet ends
