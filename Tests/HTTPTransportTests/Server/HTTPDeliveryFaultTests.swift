import TestSupport
import Testing

@testable import HTTPTransport

/// Each fault as the client sees it.
@Suite("A fault")
struct HTTPDeliveryFaultTests {
  private static let deliveries: [String: HTTPDelivery] = [
    "reset": HTTPDelivery(fault: .resetConnection),
    "late-reset": HTTPDelivery(delay: .milliseconds(50), fault: .resetConnection),
    "empty": HTTPDelivery(fault: .emptyResponse),
    "chunk": HTTPDelivery(fault: .malformedChunk),
    "noise-1": HTTPDelivery(fault: .randomData([0x80, 1, 2, 3])),
    "noise-2": HTTPDelivery(fault: .randomData([0x80, 4, 5, 6])),
    "truncated": HTTPDelivery(fault: .truncatedBody),
    "dribbled": HTTPDelivery(
      dribble: .init(chunkCount: 5, total: .milliseconds(50)), fault: .truncatedBody),
    "stall": HTTPDelivery(fault: .stallInBody),
    "silence": HTTPDelivery(fault: .neverAnswer),
  ]

  /// What comes of a request for `/d/<name>?<count>`, sent together with one more behind it.
  private func outcome(
    _ name: String, method: String = "GET", count: Int = 10, limits: HTTPLimits = HTTPLimits(),
    timeoutMilliseconds: Int = 60_000, _ kind: PollerKind
  ) async throws -> (head: String, body: [UInt8], ending: SocketClient.Ending) {
    var result: (String, [UInt8], SocketClient.Ending) = ("", [], .silent)
    try await withServer(kind, limits: limits, deliveries: Self.deliveries) { server in
      let client = try server.connect(timeoutMilliseconds: timeoutMilliseconds)
      client.send("\(method) /d/\(name)?\(count) HTTP/1.1\r\nHost: a\r\n\r\n" + get("/never"))
      let (bytes, ending) = client.receiveToEnd()
      let end = Array("\r\n\r\n".utf8)
      let headEnd = bytes.indices.first { bytes[$0...].starts(with: end) }.map { $0 + 4 } ?? 0
      result = (
        String(decoding: bytes[..<headEnd], as: UTF8.self), Array(bytes[headEnd...]), ending
      )
      // A fault ends the connection: the request behind it is never answered.
      #expect(await server.answeredCount() == 1)
    }
    return result
  }

  @Test("resets the connection and sends nothing", arguments: PollerKind.allCases)
  func resets(_ kind: PollerKind) async throws {
    for name in ["reset", "late-reset"] {
      let (head, body, ending) = try await outcome(name, kind)
      #expect(head.isEmpty && body.isEmpty && ending == .reset, "\(name)")
    }
  }

  @Test("closes the connection cleanly and sends nothing", arguments: PollerKind.allCases)
  func closesEmpty(_ kind: PollerKind) async throws {
    let (head, body, ending) = try await outcome("empty", kind)
    #expect(head.isEmpty && body.isEmpty && ending == .closed)
  }

  @Test("announces chunks, sends none, and closes", arguments: PollerKind.allCases)
  func breaksChunk(_ kind: PollerKind) async throws {
    let (head, body, ending) = try await outcome("chunk", kind)
    #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(head.contains("\r\nTransfer-Encoding: chunked\r\n"))
    #expect(!head.contains("Content-Length") && !head.contains("Connection"))
    #expect(!body.isEmpty && body.first?.hexDigitValue == nil)
    #expect(ending == .closed)
  }

  @Test("sends the bytes given, which are no HTTP", arguments: PollerKind.allCases)
  func sendsNoise(_ kind: PollerKind) async throws {
    let first = try await outcome("noise-1", kind)
    let other = try await outcome("noise-2", kind)
    #expect(first.head.isEmpty && first.ending == .closed)
    #expect(first.body == [0x80, 1, 2, 3] && other.body == [0x80, 4, 5, 6])
  }

  @Test("sends half of the content it announces, then closes", arguments: PollerKind.allCases)
  func truncates(_ kind: PollerKind) async throws {
    for (name, count) in [("truncated", 10), ("truncated", 1), ("dribbled", 10)] {
      let (head, body, ending) = try await outcome(name, count: count, kind)
      #expect(head.contains("\r\nContent-Length: \(count)\r\n") && !head.contains("Connection"))
      #expect(body.count == count / 2 && ending == .closed)
    }
  }

  @Test("cuts the head where there is no content to cut", arguments: PollerKind.allCases)
  func truncatesHead(_ kind: PollerKind) async throws {
    for (method, count) in [("HEAD", 10), ("GET", 0)] {
      let (head, body, ending) = try await outcome("truncated", method: method, count: count, kind)
      #expect(head.isEmpty && ending == .closed)
      #expect(String(decoding: body, as: UTF8.self).hasPrefix("HTTP/1.1 200 OK\r\n"))
    }
  }

  @Test("falls silent, with half of the content or without a word", arguments: PollerKind.allCases)
  func stalls(_ kind: PollerKind) async throws {
    for (name, count) in [("stall", 5), ("silence", 0)] {
      let (head, body, ending) = try await outcome(name, timeoutMilliseconds: 300, kind)
      #expect(head.isEmpty == (count == 0))
      #expect(body.count == count && ending == .silent)
    }
  }

  @Test("is silent for a bounded time", arguments: PollerKind.allCases)
  func limitsSilence(_ kind: PollerKind) async throws {
    let short = limits { $0.holdTimeout = .milliseconds(50) }
    for name in ["stall", "silence"] {
      #expect(try await outcome(name, limits: short, kind).ending != .silent)
    }
  }

  @Test("comes behind the answers before it", arguments: PollerKind.allCases)
  func comesBehind(_ kind: PollerKind) async throws {
    try await withServer(kind, deliveries: Self.deliveries) { server in
      let client = try server.connect()
      client.send(get("/1") + get("/2") + get("/d/empty") + get("/never"))
      #expect(try client.receiveResponse().body == "/1")
      #expect(try client.receiveResponse().body == "/2")
      #expect(client.receiveToEnd() == ([], .closed))
    }
  }
}
