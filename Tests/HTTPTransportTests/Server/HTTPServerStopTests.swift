import TestSupport
import Testing

@testable import HTTPTransport

@Suite("A server that stops")
struct HTTPServerStopTests {
  @Test("closes idle connections at once and takes no more", arguments: PollerKind.allCases)
  func closesIdle(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      let fresh = try server.connect()
      let used = try server.connect()
      used.send(get("/"))
      #expect(try used.receiveResponse().status == 200)
      let elapsed = await ContinuousClock().measure { await server.stop() }
      #expect(elapsed < .seconds(2))
      #expect(fresh.receiveToEnd() == ([], .closed))
      #expect(used.receiveToEnd() == ([], .closed))
      // Whoever still answers on the port is the server of another test, which got it since.
      let late = try? server.connect()
      late?.send(get("/"))
      _ = try? late?.receiveResponse()
      #expect(await server.perform { _, _ in true } == nil)
    }
  }

  @Test(
    "lets a request that has begun finish, with the last answer",
    arguments: PollerKind.allCases,
    ["GET / HT", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nx"])
  func finishesBegun(_ kind: PollerKind, _ beginning: String) async throws {
    try await withServer(kind) { server in
      let busy = try server.connect()
      busy.send(beginning)
      let idle = try server.connect()
      idle.send(get("/"))
      #expect(try idle.receiveResponse().status == 200)
      async let stopped: Void = server.stop()
      #expect(idle.receiveToEnd() == ([], .closed))
      busy.send(beginning.hasSuffix("x") ? "yz" : "TP/1.1\r\nHost: a\r\n\r\n")
      let answer = try busy.receiveResponse()
      #expect(answer.status == 200 && answer.isLast)
      #expect(busy.receiveToEnd() == ([], .closed))
      busy.close()
      await stopped
    }
  }

  @Test("gives up on a request that does not finish", arguments: PollerKind.allCases)
  func limitsDraining(_ kind: PollerKind) async throws {
    let short = limits { $0.drainTimeout = .milliseconds(50) }
    try await withServer(kind, limits: short) { server in
      let busy = try server.connect()
      busy.send("GET / HT")
      let other = try server.connect()
      other.send(get("/"))
      #expect(try other.receiveResponse().status == 200)
      let elapsed = await ContinuousClock().measure { await server.stop() }
      #expect(elapsed < .seconds(2))
      #expect(busy.receiveToEnd().bytes.isEmpty)
    }
  }

  @Test("lets a slow reader have its answer, and no longer", arguments: PollerKind.allCases)
  func finishesSending(_ kind: PollerKind) async throws {
    try await withServer(kind, limits: limits { $0.drainTimeout = .seconds(60) }) { server in
      let slow = try server.connect(receiveBytes: 4096)
      slow.send(get("/big?9000000"))
      let idle = try server.connect()
      idle.send(get("/"))
      #expect(try idle.receiveResponse().status == 200)
      async let stopped: Void = server.stop()
      #expect(idle.receiveToEnd() == ([], .closed))
      #expect(try slow.receiveResponse().body.utf8.count == 9_000_000)
      #expect(slow.receiveToEnd() == ([], .closed))
      slow.close()
      await stopped
    }
  }

  @Test("may be told to several times, at once and afterwards", arguments: PollerKind.allCases)
  func stopsOnce(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      async let first: Void = server.stop()
      async let second: Void = server.stop()
      _ = await (first, second)
      await server.stop()
      #expect(await server.perform { _, _ in true } == nil)
    }
  }

  @Test(
    "performs or declines what it is asked meanwhile, and forgets none",
    arguments: PollerKind.allCases)
  func forgetsNothing(_ kind: PollerKind) async throws {
    for _ in 0..<20 {
      try await withServer(kind) { server in
        await withTaskGroup(of: Bool?.self) { group in
          for index in 0..<20 {
            group.addTask {
              if index == 10 { await server.stop() }
              return await server.perform { _, _ in true }
            }
          }
          for await result in group { #expect(result != false) }
        }
      }
    }
  }

  #if os(Linux)
    @Test("gives back every descriptor, hundreds of times")
    func givesBackDescriptors() async {
      // In a process of its own, where nobody else opens any.
      await #expect(processExitsWith: .success) {
        var counts: [Int] = []
        for round in 0..<201 {
          for kind in PollerKind.allCases {
            try await withServer(kind) { server in
              let client = try server.connect()
              client.send(get("/") + "G")
              _ = try client.receiveResponse()
            }
          }
          if round % 100 == 0 { counts.append(openDescriptorCount()) }
        }
        // The runtime opens a few of its own when it likes; one a round would be hundreds.
        #expect(counts[2] - counts[0] <= 4)
      }
    }
  #endif
}
