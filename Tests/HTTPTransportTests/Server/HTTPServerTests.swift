import TestSupport
import Testing

@testable import HTTPTransport

@Suite("A server")
struct HTTPServerTests {
  @Test("keeps a connection for the next request", arguments: PollerKind.allCases)
  func keepsAlive(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      let client = try server.connect()
      for _ in 0..<3 {
        client.send(get("/"))
        let answer = try client.receiveResponse()
        #expect(answer.status == 200 && answer.body == "OK" && !answer.isLast)
      }
    }
  }

  @Test(
    "answers pipelined requests in order, also when they pile up", arguments: PollerKind.allCases)
  func answersPipelined(_ kind: PollerKind) async throws {
    try await withServer(kind, limits: limits { $0.outputBytesMax = 300_000 }) { server in
      let client = try server.connect(receiveBytes: 8192)
      client.send((0..<40).map { get("/big?100000") + get("/\($0)") }.joined())
      for index in 0..<40 {
        #expect(try client.receiveResponse().body.utf8.count == 100_000)
        #expect(try client.receiveResponse().body == "/\(index)")
      }
    }
  }

  @Test("answers a request that comes byte by byte", arguments: PollerKind.allCases)
  func answersByteByByte(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      let client = try server.connect()
      for byte in "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi".utf8 {
        client.send([byte])
      }
      #expect(try client.receiveResponse().body == "hi")
    }
  }

  @Test("answers a client that has half-closed, then closes", arguments: PollerKind.allCases)
  func answersHalfClosed(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      let client = try server.connect()
      client.send(get("/1") + get("/big?3000000") + get("/2"))
      client.endSending()
      #expect(try client.receiveResponse().body == "/1")
      #expect(try client.receiveResponse().body.utf8.count == 3_000_000)
      #expect(try client.receiveResponse().body == "/2")
      #expect(client.receiveToEnd() == ([], .closed))
    }
  }

  @Test("tells a client that cuts its request off", arguments: PollerKind.allCases)
  func answersCutOff(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      let client = try server.connect()
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx")
      client.endSending()
      let answer = try client.receiveResponse()
      #expect(answer.status == 400 && answer.isLast)
      #expect(client.receiveToEnd() == ([], .closed))
    }
  }

  @Test("sends 100 before it reads a body that waits for it", arguments: PollerKind.allCases)
  func continues(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      let client = try server.connect()
      client.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
      #expect(try client.receiveResponse().status == 100)
      client.send("hi")
      #expect(try client.receiveResponse().body == "hi")
    }
  }

  @Test(
    "lets the client read a refusal while it still sends its body", arguments: PollerKind.allCases)
  func refusalIsReadable(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      let client = try server.connect()
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")
      let body = [UInt8](repeating: 0, count: 4_000_000)
      #expect(client.send(body) == body.count)
      let answer = try client.receiveResponse()
      #expect(answer.status == 413 && answer.isLast)
      #expect(client.receiveToEnd() == ([], .closed))
    }
  }

  @Test(
    "closes after the last answer, and takes no request behind it", arguments: PollerKind.allCases)
  func closes(_ kind: PollerKind) async throws {
    try await withServer(kind) { server in
      let client = try server.connect()
      client.send(get("/close") + get("/never"))
      #expect(try client.receiveResponse().isLast)
      #expect(client.receiveToEnd() == ([], .closed))
      #expect(await server.answeredCount() == 1)
    }
  }

  @Test("serves on when clients reset at any moment", arguments: PollerKind.allCases)
  func survivesResets(_ kind: PollerKind) async throws {
    let beginnings = [
      "", "\r", "GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx",
      get("/"), get("/big?9000000"), get("/big?9000000") + get("/"), "\0", get("/close"),
    ]
    try await withServer(kind) { server in
      for beginning in beginnings + beginnings {
        let client = try server.connect()
        client.send(beginning)
        client.reset()
        let patient = try server.connect()
        patient.send(beginning)
        patient.send(get("/"))
        // The server is in the middle of it when the reset comes.
        _ = await server.answeredCount()
        patient.reset()
      }
      let client = try server.connect()
      client.send(get("/"))
      #expect(try client.receiveResponse().status == 200)
    }
  }

  @Test("names the port it was given, and the call that fails on a taken one")
  func namesPort() async throws {
    try await withServer(.preferred) { server in
      var configuration = HTTPServer.Configuration()
      configuration.port = server.address.port
      #expect(server.address.port != 0)
      let error = #expect(throws: SystemCallError.self) {
        _ = try HTTPServer(configuration) { _ in TestHandler() }
      }
      #expect(error?.call == "bind")
      configuration.host = "example.com"
      #expect(throws: SystemCallError.self) {
        _ = try HTTPServer(configuration) { _ in TestHandler() }
      }
    }
  }

  @Test("listens on IPv6 too", arguments: PollerKind.allCases)
  func listensOnIPv6(_ kind: PollerKind) async throws {
    var configuration = HTTPServer.Configuration()
    configuration.host = "::1"
    configuration.poller = kind
    do {
      let server = try HTTPServer(configuration) { _ in TestHandler() }
      #expect(server.address.authority == "[::1]:\(server.address.port)")
      await server.stop()
    } catch {
      // A machine without IPv6 says so at bind.
      #expect(error.call == "bind" || error.call == "socket")
    }
  }
}
