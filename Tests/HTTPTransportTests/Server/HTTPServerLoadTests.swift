import Testing

@testable import HTTPTransport

/// Clients that take more than their share.
@Suite("A server under load")
struct HTTPServerLoadTests {
  @Test(
    "answers 503 beyond its connections, and serves again when there is room",
    arguments: PollerKind.allCases)
  func refusesService(_ kind: PollerKind) async throws {
    let few = limits { $0.connectionCountMax = 2 }
    try await withServer(kind, limits: few) { server in
      let first = try served(by: server)
      let second = try served(by: server)
      let third = try server.connect()
      let refusal = try third.receiveAnswer()
      #expect(refusal.status == 503 && refusal.isLast)
      #expect(third.receiveToEnd() == ([], .closed))
      third.close()
      second.close()
      #expect(try statuses(of: server, until: 200).last == 200)
      first.send(get("/"))
      #expect(try first.receiveAnswer().status == 200)
    }
  }

  @Test(
    "keeps no place for a refused client that lingers",
    arguments: PollerKind.allCases)
  func countsServedOnly(_ kind: PollerKind) async throws {
    try await withServer(kind, limits: limits { $0.connectionCountMax = 1 }) { server in
      let first = try served(by: server)
      let refused = try server.connect()
      #expect(try refused.receiveAnswer().status == 503)
      first.endSending()
      #expect(first.receiveToEnd() == ([], .closed))
      _ = await server.answeredCount()
      _ = try served(by: server)
      refused.close()
    }
  }

  @Test(
    "lets clients wait beyond those it can tell, and takes them in when there is room",
    arguments: PollerKind.allCases)
  func pauses(_ kind: PollerKind) async throws {
    let few = limits {
      $0.connectionCountMax = 1
      $0.refusedConnectionCountMax = 1
    }
    try await withServer(kind, limits: few) { server in
      let first = try served(by: server)
      let second = try server.connect()
      #expect(try second.receiveAnswer().status == 503)
      let third = try server.connect()
      third.send(get("/"))
      first.close()
      second.close()
      #expect(try third.receiveAnswer().status == 200)
    }
  }

  @Test(
    "holds little for a client that never reads, and others do not notice",
    arguments: PollerKind.allCases)
  func boundsUnsent(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      let rude = try server.connect(receiveBytes: 4096, timeoutMilliseconds: 200)
      // Many gigabytes of answers, were they all made.
      let requests = Array(String(repeating: get("/big?65536"), count: 500_000).utf8)
      #expect(rude.send(requests) < requests.count)
      let answeredCount = try #require(await server.answeredCount())
      // What the kernel takes in, and `outputBytesMax`.
      #expect(answeredCount < 256)
      let other = try served(by: server)
      for _ in 0..<100 {
        other.send(get("/"))
        #expect(try other.receiveAnswer().status == 200)
      }
      #expect(await server.answeredCount() == answeredCount + 101)
    }
  }

  @Test("serves hundreds of connections at once", arguments: PollerKind.allCases)
  func servesMany(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      let clients = try (0..<300).map { _ in try server.connect() }
      for (index, client) in clients.enumerated() { client.send(get("/\(index)")) }
      for (index, client) in clients.enumerated() {
        #expect(try client.receiveAnswer().body == "/\(index)")
      }
      for client in clients[..<150] { client.close() }
      for client in clients[150...] { client.send(get("/")) }
      for client in clients[150...] { #expect(try client.receiveAnswer().status == 200) }
    }
  }

  /// A client that has had one answer, so that the server has surely taken it in.
  private func served(by server: HTTPServer) throws -> RawClient {
    let client = try server.connect()
    client.send(get("/"))
    #expect(try client.receiveAnswer().status == 200)
    return client
  }

  /// What one client after another is answered, until it is `status`.
  private func statuses(of server: HTTPServer, until status: Int) throws -> [Int] {
    var statuses: [Int] = []
    while statuses.last != status, statuses.count < 200 {
      let client = try server.connect()
      client.send(get("/"))
      statuses.append(try client.receiveAnswer().status)
    }
    return statuses
  }
}
