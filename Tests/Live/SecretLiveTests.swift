import Foundation
import StrictJSON
import Testing

@testable import JimengMock

#if canImport(Glibc)
  import Glibc
#endif

/// No key may stand anywhere that someone might read later.
@Suite struct SecretLiveTests {
  private static let secret = "sk-9f8e7d6c5b4a"

  @Test("no key stands in the journal, the archive, the log, or a diagnosis")
  func noKeyAnywhere() async throws {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    var configuration = MockConfiguration()
    configuration.log = .json
    configuration.logDescriptor = ends[1]
    configuration.keyRequirement = .exactly("another")
    let mock = try await MockServer.start(configuration)
    let client = LiveClient(mock)
    try await Self.sendKeys(client)
    for path in ["requests", "har", "tasks", "health", "sessions", "queue"] {
      let answer = try await client.send("GET", "/__mock/\(path)")
      #expect(answer.status == 200 && !answer.text.contains(Self.secret), "\(path)")
    }
    let text = mock.journal.requests.map { "\($0)" }.joined()
    #expect(!text.contains(Self.secret) && mock.journal.requests.count == 7)
    await mock.stop()
    var log = [UInt8](repeating: 0, count: 65_536)
    let count = read(ends[0], &log, log.count)
    let written = String(decoding: log[..<max(0, count)], as: UTF8.self)
    #expect(written.contains("/jimeng/submit/videos") && !written.contains(Self.secret))
  }

  /// Every place where clients are known to put one, the name of a scenario among them.
  private static func sendKeys(_ client: LiveClient) async throws {
    let places: [[String: String]] = [
      ["Authorization": "Bearer \(secret)"], ["Authorization": secret],
      ["Authorization": "Bearer mock-\(secret)"], ["X-Api-Key": secret],
      ["Cookie": "session=\(secret)"], ["Proxy-Authorization": "Basic \(secret)"],
    ]
    for headers in places {
      _ = try await client.submit(headers: headers)
    }
    _ = try await client.send("GET", "/jimeng/fetch/1?api_key=\(secret)&token=\(secret)")
  }
}
