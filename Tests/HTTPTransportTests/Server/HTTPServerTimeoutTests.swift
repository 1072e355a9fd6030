import TestSupport
import Testing

@testable import HTTPTransport

/// Clients that are slow. The time-outs are short; the tests wait for what the server does.
@Suite("A server's time-outs")
struct HTTPServerTimeoutTests {
  private static let postHead = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n"

  @Test(
    "answers 408 to a slow head, on a connection's first request and on the next",
    arguments: PollerKind.allCases)
  func limitsHead(_ kind: PollerKind) async throws {
    try await withServer(kind, limits: limits { $0.headTimeout = .milliseconds(50) }) { server in
      for beginning in ["G", get("/") + "G"] {
        let client = try server.connect()
        client.send(beginning)
        if beginning.utf8.count > 1 { #expect(try client.receiveResponse().status == 200) }
        let answer = try client.receiveResponse()
        #expect(answer.status == 408 && answer.isLast)
        #expect(client.receiveToEnd() == ([], .closed))
      }
      #expect(await server.refusals() == [.headTooSlow, .headTooSlow])
    }
  }

  @Test("answers 408 to a slow body", arguments: PollerKind.allCases)
  func limitsBody(_ kind: PollerKind) async throws {
    try await withServer(kind, limits: limits { $0.bodyTimeout = .milliseconds(50) }) { server in
      let client = try server.connect()
      client.send(Self.postHead + "x")
      #expect(try client.receiveResponse().status == 408)
      #expect(client.receiveToEnd() == ([], .closed))
      #expect(await server.refusals() == [.bodyTooSlow])
    }
  }

  @Test(
    "does not give more time for every byte that trickles in",
    arguments: PollerKind.allCases, ["GET /", postHead])
  func doesNotExtend(_ kind: PollerKind, _ beginning: String) async throws {
    let short = limits {
      $0.headTimeout = .milliseconds(200)
      $0.bodyTimeout = .milliseconds(200)
    }
    try await withServer(kind, limits: short) { server in
      let client = try server.connect(timeoutMilliseconds: 20)
      client.send(beginning)
      var byteCount = 0
      var received: (bytes: [UInt8], ending: SocketClient.Ending)
      repeat {
        received = client.receiveToEnd()
        client.send("x")
        byteCount += 1
      } while received.ending == .silent && received.bytes.isEmpty && byteCount < 200
      #expect(String(decoding: received.bytes, as: UTF8.self).hasPrefix("HTTP/1.1 408 "))
    }
  }

  @Test("closes an idle connection without a word, fresh or used", arguments: PollerKind.allCases)
  func closesIdle(_ kind: PollerKind) async throws {
    try await withServer(kind, limits: limits { $0.idleTimeout = .milliseconds(500) }) { server in
      let fresh = try server.connect()
      let used = try server.connect()
      used.send(get("/"))
      #expect(try used.receiveResponse().status == 200)
      #expect(fresh.receiveToEnd() == ([], .closed))
      #expect(used.receiveToEnd() == ([], .closed))
      #expect(await server.refusals() == [])
    }
  }

  @Test("does not count a request's time as idle", arguments: PollerKind.allCases)
  func separatesTimers(_ kind: PollerKind) async throws {
    let short = limits { $0.idleTimeout = .milliseconds(500) }
    try await withServer(kind, limits: short) { server in
      let client = try server.connect()
      client.send("GET / HT")
      let idle = try server.connect()
      // By when this one is closed, the other would be, were it idle.
      #expect(idle.receiveToEnd() == ([], .closed))
      client.send("TP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.receiveResponse().status == 200)
    }
  }

  @Test("gives up on a client that does not read its answer", arguments: PollerKind.allCases)
  func limitsWriting(_ kind: PollerKind) async throws {
    let short = limits {
      $0.writeTimeout = .milliseconds(50)
      $0.idleTimeout = .milliseconds(800)
    }
    try await withServer(kind, limits: short) { server in
      let idle = try server.connect(timeoutMilliseconds: 30_000)
      let client = try server.connect(receiveBytes: 4096)
      client.send(get("/big?50000000"))
      #expect(idle.receiveToEnd() == ([], .closed))
      let (bytes, ending) = client.receiveToEnd()
      #expect(!bytes.isEmpty && bytes.count < 50_000_000)
      #expect(ending != .silent)
    }
  }

  @Test(
    "closes for good when the client keeps its side open after the last answer",
    arguments: PollerKind.allCases)
  func limitsLingering(_ kind: PollerKind) async throws {
    try await withServer(kind, limits: limits { $0.lingerTimeout = .milliseconds(50) }) { server in
      let client = try server.connect()
      client.send("\0")
      let (bytes, ending) = client.receiveToEnd()
      #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("HTTP/1.1 400 "))
      #expect(ending == .closed)
      #expect(client.isResetWhileSending())
    }
  }

  @Test("throws away only so much after the last answer", arguments: PollerKind.allCases)
  func boundsLingering(_ kind: PollerKind) async throws {
    let short = limits { $0.lingerBytesMax = 1000 }
    try await withServer(kind, limits: short) { server in
      let client = try server.connect()
      client.send("\0" + String(repeating: "x", count: 100_000))
      #expect(client.isResetWhileSending())
    }
  }
}
