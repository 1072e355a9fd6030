import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import JimengMock

#if canImport(Glibc)
  import Glibc
#endif

/// No key may stand anywhere that someone might read later.
@Suite struct SecretLiveTests {
  private static let secret = "sk-9f8e7d6c5b4a"

  @Test("no key stands in the journal, the archive, the log, or a warning")
  func noKeyAnywhere() async throws {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    var configuration = MockConfiguration()
    configuration.log = .json
    configuration.logDescriptor = ends[1]
    configuration.keyRequirement = .exactly("another")
    let mock = try await MockServer.start(configuration)
    let client = WebClient(mock)
    try await Self.sendKeys(client)
    let port = try UInt16(#require(mock.url.port))
    for text in Self.refused {
      #expect(try SocketClient.exchange(text, with: port).hasPrefix("HTTP/1.1 4"))
    }
    for path in ["requests", "har", "tasks", "health", "sessions", "queue"] {
      let answer = try await client.send("GET", "/__mock/\(path)")
      #expect(answer.status == 200 && !answer.text.contains(Self.secret), "\(path)")
    }
    let requests = mock.journal.requests
    let text = requests.map { "\($0) \($0.headers) \($0.body)" }.joined()
    #expect(!text.contains(Self.secret) && requests.count == 10 + Self.refused.count)
    await mock.stop()
    var log = [UInt8](repeating: 0, count: 65_536)
    let count = read(ends[0], &log, log.count)
    let written = String(decoding: log[..<max(0, count)], as: UTF8.self)
    #expect(written.contains("/jimeng/submit/videos") && !written.contains(Self.secret))
  }

  /// Every place where clients are known to put one, the name of a scenario among them.
  private static func sendKeys(_ client: WebClient) async throws {
    let places: [[String: String]] = [
      ["Authorization": "Bearer \(secret)"], ["Authorization": secret],
      ["Authorization": "Bearer mock-\(secret)"], ["X-Api-Key": secret],
      ["Cookie": "session=\(secret)"], ["Proxy-Authorization": "Basic \(secret)"],
    ]
    for headers in places {
      _ = try await client.submit(headers: headers)
    }
    _ = try await client.send("GET", "/jimeng/fetch/1?api_key=\(secret)&token=\(secret)")
    for body in [
      #"{"prompt":"a","api_key":"\#(secret)","auth":{"b":"\#(secret)"}}"#,
      #"{'prompt': 'a', 'apiKey': '\#(secret)'}"#, "prompt=a&token=\(secret)",
    ] {
      _ = try await client.submit(body)
    }
  }

  /// Heads that no key may be taken from, since they are none.
  private static let refused: [String] = {
    let head = "POST \(Submit.path) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    return [
      head + "Authorization: Bearer \(secret)", head + "Authorization: Bearer \(secret)\r\n",
      head + "Authorization : Bearer \(secret)\r\n\r\n",
      head + "\"Authorization\": Bearer \(secret)\r\n\r\n", head + ": Bearer \(secret)\r\n\r\n",
      head + "X-Big: \(secret)" + String(repeating: "x", count: 20_000) + "\r\n\r\n",
      "POST http://u:\(secret)@127.0.0.1/jimeng/submit/videos HTTP/1.1\r\nHost: a\r\n\r\n",
    ]
  }()
}
