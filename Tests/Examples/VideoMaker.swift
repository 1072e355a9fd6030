import Foundation
import JimengClient

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// What an app has around the client: it makes a video of a prompt, and is careful with money. An
/// example to copy; `VideoMakerTests` shows how it is tested.
struct VideoMaker: Sendable {
  let client: JimengClient
  /// What it waits by before it submits again. A test passes one on which nobody waits.
  var clock: any Clock<Duration> = ContinuousClock()
  /// How often it submits at most.
  var attemptsMax = 4

  /// Submits, waits for the end, and downloads.
  /// - Returns: the MP4.
  func video(of prompt: String) async throws -> Data {
    let task = try await submit(
      SubmitRequest(
        prompt: prompt, duration: .five, aspectRatio: .landscape16x9, cfgScale: 0.5))
    // Polls that fail in passing are tried again by the client: they cost nothing.
    let video = try await client.wait(for: task)
    return try await download(video.url)
  }

  /// A submit is billed, so it is sent again only when the answer says that nothing was made and
  /// that a later try can help, such as a 429. After a broken connection nobody knows: the error
  /// goes to the caller, who can look before paying twice.
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

  /// The URL needs no key, and lives for an hour.
  private func download(_ url: URL) async throws -> Data {
    let (data, response) = try await URLSession.shared.data(from: url)
    guard (response as? HTTPURLResponse)?.statusCode == 200 else {
      throw URLError(.badServerResponse)
    }
    return data
  }
}
