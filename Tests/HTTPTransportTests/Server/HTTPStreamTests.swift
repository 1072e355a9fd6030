import TestSupport
import Testing

@testable import HTTPTransport

@Suite("A stream")
struct HTTPStreamTests {
  /// Receives until `text` has come.
  private func receive(_ text: String, from client: SocketClient) -> String {
    var received = ""
    for _ in 0..<500 where !received.contains(text) {
      received += String(decoding: client.receiveToEnd().bytes, as: UTF8.self)
    }
    return received
  }

  @Test("has a head without a length, and then what is pushed", arguments: PollerKind.allCases)
  func pushes(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      let clients = try (0..<2).map { _ in try server.connect(timeoutMilliseconds: 20) }
      for client in clients {
        client.send(get("/stream"))
        let head = receive("first\n", from: client)
        #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n") && head.hasSuffix("\r\n\r\nfirst\n"))
        #expect(head.contains("Connection: close\r\n"))
        #expect(!head.contains("Content-Length") && !head.contains("Transfer-Encoding"))
      }
      for text in ["second\n", "third\n"] {
        await server.perform { handler, _ in (handler as? TestHandler)?.push(text) }
        for client in clients { #expect(receive(text, from: client) == text) }
      }
      #expect(await server.ask { Set($0.streams).count } == 2)
      #expect(await server.ask { $0.closedStreams } == [])
    }
  }

  @Test("gets what is pushed before it has begun", arguments: PollerKind.allCases)
  func pushesEarly(_ kind: PollerKind) async throws {
    try await withServer(kind, limits: limits { $0.outputBytesMax = 20_000_000 }) { server in
      let client = try server.connect(receiveBytes: 4096)
      client.send(get("/big?9000000") + get("/stream"))
      #expect(await server.becomes { $0.streams.count == 1 })
      await server.perform { handler, _ in
        (handler as? TestHandler)?.push("early\n", endsStream: true)
      }
      #expect(try client.receiveResponse().body.utf8.count == 9_000_000)
      let (bytes, ending) = client.receiveToEnd()
      #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("first\nearly\n"))
      #expect(ending == .closed)
    }
  }

  @Test("ends when the handler says so, and the handler is told", arguments: PollerKind.allCases)
  func endsByHandler(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      let client = try server.connect()
      client.send(get("/stream"))
      #expect(await server.becomes { $0.streams.count == 1 })
      await server.perform { handler, _ in
        (handler as? TestHandler)?.push("last\n", endsStream: true)
      }
      let (bytes, ending) = client.receiveToEnd()
      #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("first\nlast\n"))
      #expect(ending == .closed)
      client.close()
      #expect(await server.becomes { $0.closedStreams == $0.streams })
    }
  }

  @Test("ends when the client leaves, and the handler is told", arguments: PollerKind.allCases)
  func endsByClient(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      for isRude in [false, true] {
        let client = try server.connect()
        client.send(get("/stream") + get("/behind"))
        let count = isRude ? 2 : 1
        #expect(await server.becomes { $0.streams.count == count })
        if isRude { client.reset() } else { client.close() }
        #expect(await server.becomes { $0.closedStreams == $0.streams })
        await server.perform { handler, _ in (handler as? TestHandler)?.push("nobody\n") }
      }
    }
  }

  @Test("is cut off when its reader is too far behind", arguments: PollerKind.allCases)
  func dropsSlowReader(_ kind: PollerKind) async throws {
    try await withServer(kind, limits: limits { $0.outputBytesMax = 100_000 }) { server in
      let slow = try server.connect(receiveBytes: 4096)
      slow.send(get("/stream"))
      #expect(await server.becomes { $0.streams.count == 1 })
      #expect(await server.becomes { $0.isClosedAfterPush(of: 50_000) })
    }
  }

  @Test("ends when the server stops", arguments: PollerKind.allCases)
  func stops(_ kind: PollerKind) async throws {
    try await withServer(kind, limits: limits { $0.drainTimeout = .seconds(60) }) { server in
      let client = try server.connect()
      client.send(get("/stream"))
      #expect(await server.becomes { $0.streams.count == 1 })
      let elapsed = await ContinuousClock().measure { await server.stop() }
      #expect(elapsed < .seconds(30))
      #expect(client.receiveToEnd().ending == .closed)
    }
  }

  @Test("answers HEAD with its head and closes", arguments: PollerKind.allCases)
  func answersHead(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      let client = try server.connect()
      client.send("HEAD /stream HTTP/1.1\r\nHost: a\r\n\r\n")
      let (bytes, ending) = client.receiveToEnd()
      #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("\r\n\r\n") && ending == .closed)
      client.close()
      #expect(await server.becomes { $0.streams.count == 1 && $0.closedStreams == $0.streams })
    }
  }
}
