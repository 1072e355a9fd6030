import Foundation
import JimengClient

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Makes a video from a prompt, and never pays twice. An example to copy; `VideoMakerTests` shows how
/// to test it.
struct VideoMaker: Sendable {
  let client: JimengClient
  /// Times the pause before the next submit. A test passes a clock on which nobody waits.
  var clock: any Clock<Duration> = ContinuousClock()
  /// It submits at most this often.
  var attemptsMax = 4

  /// Submits, waits for the end, and downloads.
  /// - Returns: the MP4.
  func video(of prompt: String) async throws -> Data {
    let task = try await submit(
      SubmitRequest(
        prompt: prompt, duration: .five, aspectRatio: .landscape16x9, cfgScale: 0.5))
    // The client repeats a poll that breaks: a poll costs nothing.
    let video = try await client.wait(for: task)
    return try await download(video.url)
  }

  /// The service bills each submit. So it is sent again only if the answer says that no task was made
  /// and that a later try can help, such as a 429. After a broken connection a task may exist: the
  /// error goes to the caller, who can look before paying twice.
  private func submit(_ request: SubmitRequest) async throws -> TaskID {
    var pause = Duration.seconds(1)
    var attemptCount = 1
    while true {
      do {
        return try await client.submit(request)
      } catch {
        let canHelp = error.isTransient && !error.leavesSubmitUncertain
        guard canHelp, attemptCount < attemptsMax else { throw error }
      }
      try await clock.sleep(for: pause)
      pause *= 2
      attemptCount += 1
    }
  }

  /// The URL needs no key, and expires after an hour.
  private func download(_ url: URL) async throws -> Data {
    let (data, response) = try await URLSession.shared.data(from: url)
    guard (response as? HTTPURLResponse)?.statusCode == 200 else {
      throw URLError(.badServerResponse)
    }
    return data
  }
}
