import Foundation
import TestSupport
import Testing

@testable import HTTPTransport

/// Answers that take their time. Times are measured from below only.
@Suite("A delivery")
struct HTTPDeliveryTests {
  private static let deliveries: [String: HTTPDelivery] = [
    "late": HTTPDelivery(delay: .milliseconds(100)),
    "dribble": HTTPDelivery(dribble: .init(chunkCount: 4, total: .milliseconds(200))),
    "long": HTTPDelivery(delay: .seconds(600)),
    "silence": HTTPDelivery(fault: .neverAnswer),
    "late-reset": HTTPDelivery(delay: .seconds(600), fault: .resetConnection),
  ]

  @Test("waits before the first byte, and the connection goes on", arguments: PollerKind.allCases)
  func delays(_ kind: PollerKind) async throws {
    try await withServer(kind, deliveries: Self.deliveries) { server in
      let client = try server.connect()
      for _ in 0..<2 {
        let start = ContinuousClock.now
        client.send(get("/d/late?3"))
        let answer = try client.receiveResponse()
        #expect(answer.body == "xxx" && !answer.isLast)
        #expect(ContinuousClock.now - start >= .milliseconds(100))
      }
      client.send(get("/"))
      #expect(try client.receiveResponse().body == "OK")
    }
  }

  @Test("spreads the content over its time", arguments: PollerKind.allCases)
  func dribbles(_ kind: PollerKind) async throws {
    try await withServer(kind, deliveries: Self.deliveries) { server in
      let client = try server.connect(timeoutMilliseconds: 10)
      let start = ContinuousClock.now
      client.send(get("/d/dribble?9"))
      var bytes: [UInt8] = []
      for _ in 0..<500 where bytes.count(where: { $0 == UInt8(ascii: "x") }) < 9 {
        bytes += client.receiveToEnd().bytes
      }
      #expect(ContinuousClock.now - start >= .milliseconds(200))
      #expect(bytes.starts(with: "HTTP/1.1 200 OK\r\n".utf8))
    }
  }

  @Test("keeps the order of pipelined requests", arguments: PollerKind.allCases)
  func keepsOrder(_ kind: PollerKind) async throws {
    try await withServer(kind, deliveries: Self.deliveries) { server in
      let client = try server.connect()
      client.send(get("/1") + get("/d/late?2") + get("/2") + get("/d/dribble?5") + get("/close"))
      let bodies = try (0..<5).map { _ in try client.receiveResponse().body }
      #expect(bodies == ["/1", "xx", "/2", "xxxxx", ""])
      #expect(client.receiveToEnd() == ([], .closed))
    }
  }

  @Test("goes on with what came meanwhile", arguments: PollerKind.allCases)
  func takesWhatCame(_ kind: PollerKind) async throws {
    try await withServer(kind, deliveries: Self.deliveries) { server in
      let client = try server.connect()
      client.send(get("/d/late?2") + "GET /2 HTTP/1.1\r\n")
      _ = await server.answeredCount()
      client.send("Host: a\r\n\r\n")
      #expect(try client.receiveResponse().body == "xx")
      #expect(try client.receiveResponse().body == "/2")
    }
  }

  @Test("is behind earlier output that the client is slow to read", arguments: PollerKind.allCases)
  func waitsForOutput(_ kind: PollerKind) async throws {
    let wide = limits { $0.outputBytesMax = 20_000_000 }
    try await withServer(kind, limits: wide, deliveries: Self.deliveries) { server in
      let client = try server.connect(receiveBytes: 4096)
      client.send(get("/big?9000000") + get("/d/dribble?3000000") + get("/1"))
      #expect(try client.receiveResponse().body.utf8.count == 9_000_000)
      #expect(try client.receiveResponse().body.utf8.count == 3_000_000)
      #expect(try client.receiveResponse().body == "/1")
    }
  }

  #if os(Linux)
    @Test(
      "still answers a client that has half-closed when that is near, and keeps no silence for it",
      arguments: PollerKind.allCases, ["", "silence", "long"])
    func answersHalfClosed(_ kind: PollerKind, _ last: String) async throws {
      try await withServer(kind, deliveries: Self.deliveries) { server in
        let client = try server.connect()
        let behind = last.isEmpty ? "" : get("/d/\(last)")
        client.send(get("/d/late?2") + get("/d/late?3") + behind)
        client.endSending()
        #expect(try client.receiveResponse().body == "xx")
        #expect(try client.receiveResponse().body == "xxx")
        #expect(client.receiveToEnd() == ([], .closed))
      }
    }
  #endif

  @Test("does not count as idle, nor as a slow request", arguments: PollerKind.allCases)
  func isNotIdle(_ kind: PollerKind) async throws {
    let short = limits {
      $0.idleTimeout = .milliseconds(500)
      $0.headTimeout = .milliseconds(500)
      $0.writeTimeout = .milliseconds(500)
    }
    let slow = ["slow": HTTPDelivery(delay: .milliseconds(1500))]
    try await withServer(kind, limits: short, deliveries: slow) { server in
      let client = try server.connect()
      client.send(get("/d/slow?2"))
      #expect(try client.receiveResponse().body == "xx")
      // The idle time-out runs again.
      #expect(client.receiveToEnd() == ([], .closed))
    }
  }

  @Test("holds no thread: hundreds wait at once", arguments: PollerKind.allCases)
  func holdsNoThread(_ kind: PollerKind) async throws {
    let slow = ["slow": HTTPDelivery(delay: .milliseconds(500))]
    try await withServer(kind, deliveries: slow) { server in
      let start = ContinuousClock.now
      let clients = try (0..<200).map { _ in try server.connect() }
      for client in clients { client.send(get("/d/slow?7")) }
      let other = try server.connect()
      other.send(get("/"))
      #expect(try other.receiveResponse().body == "OK")
      for client in clients { #expect(try client.receiveResponse().body == "xxxxxxx") }
      let elapsed = ContinuousClock.now - start
      // One after the other they would take 100 s.
      #expect(elapsed >= .milliseconds(500) && elapsed < .seconds(50))
    }
  }

  @Test(
    "ends at once when the server stops and it could not be done", arguments: PollerKind.allCases)
  func stops(_ kind: PollerKind) async throws {
    try await withServer(
      kind, limits: limits { $0.drainTimeout = .seconds(60) }, deliveries: Self.deliveries
    ) {
      server in
      let names = ["long", "silence", "late-reset"]
      let clients = try names.map { _ in try server.connect() }
      for (client, name) in zip(clients, names) { client.send(get("/d/\(name)")) }
      #expect(await server.becomes { $0.answered.count == 3 })
      let elapsed = await ContinuousClock().measure { await server.stop() }
      #expect(elapsed < .seconds(30))
      #expect(clients.map { $0.receiveToEnd().ending } == [.closed, .closed, .reset])
    }
  }

  @Test("is finished first when the server stops and it is near", arguments: PollerKind.allCases)
  func finishesBeforeStop(_ kind: PollerKind) async throws {
    let slow = ["slow": HTTPDelivery(delay: .milliseconds(400))]
    try await withServer(kind, deliveries: slow) { server in
      let client = try server.connect()
      client.send(get("/d/slow?2"))
      #expect(await server.becomes { $0.answered.count == 1 })
      async let stopped: Void = server.stop()
      #expect(try client.receiveResponse().body == "xx")
      #expect(client.receiveToEnd() == ([], .closed))
      await stopped
    }
  }

  #if os(Linux)
    /// Ten clients leave in each way.
    private static let heldNames = (0..<10).flatMap { _ in
      ["long", "silence", "late-reset", "long"]
    }

    @Test("gives the descriptor back when the client leaves meanwhile")
    func givesBackDescriptors() async {
      // In a process of its own, where nobody else opens any.
      await #expect(processExitsWith: .success) {
        for kind in PollerKind.allCases {
          try await withServer(kind, deliveries: HTTPDeliveryTests.deliveries) { server in
            // Once the loop runs it has opened all it needs.
            #expect(await server.answeredCount() == 0)
            let counted = openDescriptorCount()
            for (index, name) in HTTPDeliveryTests.heldNames.enumerated() {
              let client = try server.connect()
              client.send(get("/d/\(name)"))
              #expect(await server.becomes { $0.answered.count == index + 1 })
              // Also with a request that nobody has read.
              if index % 2 == 0 { client.send(get("/behind")) }
              if index % 4 < 2 { client.close() } else { client.reset() }
            }
            // The runtime opens up to three of its own when it likes.
            #expect(await server.becomes { _ in openDescriptorCount() <= counted + 3 })
          }
        }
      }
    }

    @Test("takes no time of the processor while it waits, with the client half gone too")
    func doesNotSpin() async {
      await #expect(processExitsWith: .success) {
        for kind in PollerKind.allCases {
          let slow = ["slow": HTTPDelivery(delay: .milliseconds(1500))]
          try await withServer(kind, deliveries: slow) { server in
            let clients = try (0..<3).map { _ in try server.connect() }
            for client in clients { client.send(get("/d/slow?2")) }
            #expect(await server.becomes { $0.answered.count == 3 })
            for client in clients { client.send(get("/behind")) }
            clients[0].endSending()
            let start = clock()
            #expect(try clients[1].receiveResponse().body == "xx")
            #expect(Double(clock() - start) / Double(CLOCKS_PER_SEC) < 0.5)
          }
        }
      }
    }
  #endif

  @Test("tells the handler how each ended", arguments: PollerKind.allCases)
  func tellsEnds(_ kind: PollerKind) async throws {
    try await withServer(kind, deliveries: Self.deliveries) { server in
      let client = try server.connect()
      client.send(get("/d/late?3") + get("/1") + get("/d/dribble?5"))
      for _ in 0..<3 { _ = try client.receiveResponse() }
      #expect(await server.becomes { $0.ends.count == 2 })
      let leaver = try server.connect()
      leaver.send(get("/d/long?7"))
      #expect(await server.becomes { $0.answered.count == 4 })
      leaver.close()
      #expect(await server.becomes { $0.ends.count == 3 })
      #expect(
        await server.ask(\.ends) == [
          HTTPDelivery.End(isComplete: true, contentByteCount: 3),
          HTTPDelivery.End(isComplete: true, contentByteCount: 5),
          HTTPDelivery.End(isComplete: false, contentByteCount: 0),
        ])
    }
  }

  @Test("numbers connections from 1", arguments: PollerKind.allCases)
  func numbersConnections(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      for number in 1...3 {
        let client = try server.connect()
        client.send(get("/number"))
        #expect(try client.receiveResponse().body == "\(number)")
        client.close()
      }
    }
  }
}
