import Foundation
import JimengClient
import JimengMock
import Testing

/// The client as a program uses it, from the submit to the video, its errors typed all the way.
@Suite struct FollowTests {
  private static func follow(_ client: JimengClient) async -> String {
    var seen: [String] = []
    do {
      let task = try await client.submit(
        .init(prompt: "一只小猪", duration: .five, aspectRatio: .landscape16x9, cfgScale: 0.5))
      for try await snapshot in client.progress(of: task) {
        seen.append(snapshot.progressText ?? "\(snapshot.status)")
      }
      let video = try await client.wait(for: task)
      return "\(seen.joined(separator: " ")) \(video.url.lastPathComponent)"
    } catch {
      switch error {
      case .taskFailed(let task): return "failed: \(task.failureCause?.code ?? "")"
      case .taskFinishedWithoutURL: return "no URL"
      case .service(let refusal): return "\(refusal.kind)"
      case .unsendable, .malformedAnswer, .network, .requestTimedOut, .waitTimedOut, .cancelled:
        return "\(error)"
      }
    }
  }

  @Test(
    "follows a task to whatever end it has",
    arguments: [
      ("success", "0% 10% 20% 30% 40% 50% 60% 70% 80% 90% 100% video-16x9-5s.mp4"),
      ("task-moderated-late", "failed: OutputVideoSensitiveContentDetected"),
      ("task-without-url", "no URL"), ("balance-too-low", "balanceTooLow"),
    ])
  func follows(scenario: String, end: String) async throws {
    var configuration = MockConfiguration()
    configuration.timeScale = 0
    let mock = try await MockServer.start(configuration)
    var pace = JimengClient.Configuration()
    pace.pollInterval = .seconds(3)
    let client = JimengClient(
      baseURL: mock.url, apiKey: "mock", configuration: pace,
      clock: mock.leapingClock())
    mock.queue(scenario)
    #expect(await Self.follow(client) == end)
    await mock.stop()
  }
}
