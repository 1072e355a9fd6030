import TestSupport
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
      let refusal = try third.receiveResponse()
      #expect(refusal.status == 503 && refusal.isLast)
      #expect(third.receiveToEnd() == ([], .closed))
      third.close()
      second.close()
      #expect(try statuses(of: server, until: 200).last == 200)
      first.send(get("/"))
      #expect(try first.receiveResponse().status == 200)
    }
  }

  @Test(
    "keeps no place for a refused client that lingers",
    arguments: PollerKind.allCases)
  func countsServedOnly(_ kind: PollerKind) async throws {
    try await withServer(kind, limits: limits { $0.connectionCountMax = 1 }) { server in
      let first = try served(by: server)
      let refused = try server.connect()
      #expect(try refused.receiveResponse().status == 503)
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
      #expect(try second.receiveResponse().status == 503)
      let third = try server.connect()
      third.send(get("/"))
      first.close()
      second.close()
      #expect(try third.receiveResponse().status == 200)
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
        #expect(try other.receiveResponse().status == 200)
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
        #expect(try client.receiveResponse().body == "/\(index)")
      }
      for client in clients[..<150] { client.close() }
      for client in clients[150...] { client.send(get("/")) }
      for client in clients[150...] { #expect(try client.receiveResponse().status == 200) }
    }
  }

  @Test(
    "answers 503 to a body beyond what all bodies may hold, and takes bodies again after that",
    arguments: PollerKind.allCases)
  func boundsBodies(_ kind: PollerKind) async throws {
    try await withServer(kind, limits: limits { $0.unfinishedBodyBytesMax = 150_000 }) { server in
      let clients = [try server.connect(), try server.connect()]
      for client in clients { client.send(Self.post + String(repeating: "x", count: 99_999)) }
      #expect(await server.becomes { $0.refusals == [.tooManyBodyBytes] })
      for client in clients { client.send("x") }
      let answers = try clients.map { try $0.receiveResponse() }
      #expect(answers.map(\.status).sorted() == [200, 503])
      #expect(answers.filter(\.isLast).map(\.status) == [503])
      // Neither a body that came through nor one that was cut off is still counted.
      let cutOff = try server.connect()
      cutOff.send(Self.post + String(repeating: "x", count: 99_999))
      cutOff.endSending()
      #expect(try cutOff.receiveResponse().status == 400)
      #expect(cutOff.receiveToEnd() == ([], .closed))
      let next = try server.connect()
      next.send(Self.post + String(repeating: "x", count: 100_000))
      #expect(try next.receiveResponse().status == 200)
    }
  }

  @Test("forgets the body of a client that is gone", arguments: PollerKind.allCases)
  func forgetsBodies(_ kind: PollerKind) async throws {
    try await withServer(kind, limits: limits { $0.unfinishedBodyBytesMax = 150_000 }) { server in
      let gone = try server.connect()
      gone.send(Self.post + String(repeating: "x", count: 99_999))
      // Each is a turn in which the body is read on, 64 KiB at a time.
      for _ in 0..<10 { _ = try served(by: server) }
      let whole = Self.post + String(repeating: "x", count: 100_000)
      #expect(try status(of: whole, by: server) == 503)
      gone.reset()
      var last = 503
      for _ in 0..<1000 where last == 503 { last = try status(of: whole, by: server) }
      #expect(last == 200)
    }
  }

  private func status(of request: String, by server: HTTPServer) throws -> Int {
    let client = try server.connect()
    client.send(request)
    return try client.receiveResponse().status
  }

  private static let post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"

  /// A client that has had one answer, so that the server has surely taken it in.
  private func served(by server: HTTPServer) throws -> SocketClient {
    let client = try server.connect()
    client.send(get("/"))
    #expect(try client.receiveResponse().status == 200)
    return client
  }

  /// What one client after another is answered, until it is `status`.
  private func statuses(of server: HTTPServer, until status: Int) throws -> [Int] {
    var statuses: [Int] = []
    while statuses.last != status, statuses.count < 200 {
      let client = try server.connect()
      client.send(get("/"))
      statuses.append(try client.receiveResponse().status)
    }
    return statuses
  }
}
