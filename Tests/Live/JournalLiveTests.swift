import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import JimengMock

/// What the journal says of answers that were late or broken, over sockets.
@Suite struct JournalLiveTests {
  /// Asks for the newest entry until it says what is expected. By count and not by the clock, since
  /// other tests may hold the threads of both sides.
  private static func newest(
    _ client: WebClient, until isExpected: (JSONValue) -> Bool
  ) async throws -> JSONValue {
    var entry = JSONValue.null
    for _ in 0..<20_000 {
      let answer = try await client.send("GET", "/__mock/requests")
      entry = try JSONReader.read(Array(answer.body)).root["requests"]?.array?.last ?? .null
      if isExpected(entry) { return entry }
    }
    return entry
  }

  @Test("a client that leaves before a late answer is recorded as gone")
  func clientGone() async throws {
    // Longer than the server waits for a client that may have ended its own side only.
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let scenario = """
      {"name":"very-slow","metadata":{"summary":"Ten minutes.","provenance":"ours",
      "source":"this test","reaction":"Leave."},"response":{"fixedDelayMilliseconds":600000}}
      """
    try Data(scenario.utf8).write(to: folder.appendingPathComponent("very-slow.json"))
    var configuration = MockConfiguration()
    configuration.fixtures = folder.path
    let mock = try await MockServer.start(configuration)
    let client = WebClient(mock)
    let leaver = try Submit.begin(to: mock.port, fields: "Prefer: scenario=very-slow\r\n")
    let waiting = try await Self.newest(client) { $0["outcome"] == "delayed" }
    #expect(waiting["durationMilliseconds"]?.isNull == true)
    leaver.close()
    let entry = try await Self.newest(client) { $0["outcome"] != "delayed" }
    #expect(entry["outcome"] == "client-gone")
    #expect(entry["bytesWritten"] == 0)
    #expect(entry["durationMilliseconds"]?.number != nil)
    await mock.stop()
  }

  @Test("a cut-off answer is recorded with the bytes that were sent of it")
  func truncated() async throws {
    let mock = try await MockServer.start()
    let client = WebClient(mock)
    _ = try? await client.submit(headers: ["Prefer": "scenario=truncated-body"])
    let entry = try await Self.newest(client) { $0["durationMilliseconds"]?.number != nil }
    #expect(entry["outcome"] == "truncated")
    let sent = try #require(entry["bytesWritten"]?.number?.int)
    let whole = try #require(entry["responseBytes"]?.number?.int)
    #expect(sent > 0 && sent == whole / 2)
    await mock.stop()
  }
}
