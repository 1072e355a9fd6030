import Testing

@testable import HTTPTransport

@Suite("A connection")
struct HTTPConnectionTests {
  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
  private static let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
  private static let answer =
    "HTTP/1.1 200 OK\r\n\(date)Content-Type: text/plain\r\nContent-Length: 2\r\n\r\nOK"

  /// Streams of several requests, in which no answer depends on how the bytes are cut.
  static let streams = [
    get,
    get + get + get,
    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc" + get,
    "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      + "1;x=y\r\na\r\n2\r\nbc\r\n0\r\nT: u\r\n\r\n" + get,
    "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + "GET /empty HTTP/1.1\r\nHost: a\r\n\r\n" + get,
    get + "GET / HTTP/1.0\r\n\r\n" + get,
    get + "GET /close HTTP/1.1\r\nHost: a\r\n\r\n" + get,
    get + "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + get,
    get + "BREW / HTTP/1.1\r\nHost: a\r\n\r\n" + "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n" + get,
    get + "GET / HTTP/1.1\r\nHost : a\r\n\r\n" + get,
    get + "HEAD / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    get + "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\nabc",
    "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\nz\r\n" + get,
    "GET /big?500 HTTP/1.1\r\nHost: a\r\n\r\n" + get + get,
  ]

  @Test("answers the same however the stream is cut", arguments: streams)
  func answersAlikeUnderAllSplits(_ stream: String) {
    let bytes = latin1(stream)
    var whole = ConnectionRun()
    whole.receive(bytes[...])
    for cut in bytes.indices {
      var split = ConnectionRun()
      split.receive(bytes[..<cut])
      split.receive(bytes[cut...])
      if split.output != whole.output { Issue.record("cut at \(cut): \(split.output)") }
    }
    var single = ConnectionRun()
    for index in bytes.indices { single.receive(bytes[index...index]) }
    #expect(single.output == whole.output)
    #expect(single.connection.isFinished == whole.connection.isFinished)
  }

  @Test("answers the same when output is held back after every answer", arguments: streams)
  func answersAlikeWhenHeldBack(_ stream: String) {
    var free = ConnectionRun()
    free.receive(stream)
    var bounded = ConnectionRun(limits: limits { $0.outputBytesMax = 1 })
    bounded.receive(stream)
    #expect(bounded.output == free.output)
    #expect(bounded.connection.stage == free.connection.stage)
  }

  @Test("holds requests back while output is piled up, and goes on one by one")
  func holdsBack() {
    var run = ConnectionRun(limits: limits { $0.outputBytesMax = 1 })
    run.receiveOnce(Self.get + Self.get + Self.get)
    #expect(run.handler.answered.count == 1)
    #expect(run.connection.isBackpressured)
    run.resume()
    #expect(run.handler.answered.count == 2)
    run.resume()
    run.resume()
    #expect(run.handler.answered.count == 3)
    #expect(!run.connection.isBackpressured)
    #expect(run.connection.stage == .idle)
  }

  @Test("answers with Date and Content-Length, in order")
  func answersInOrder() {
    var run = ConnectionRun()
    run.receive(Self.get + "GET /none HTTP/1.1\r\nHost: a\r\n\r\n" + Self.get)
    #expect(run.output.hasPrefix(Self.answer + "HTTP/1.1 404 Not Found\r\n"))
    #expect(run.output.hasSuffix(Self.answer))
    #expect(run.statuses == [200, 404, 200])
  }

  @Test("answers HEAD with the fields of GET and no content")
  func answersHead() {
    var run = ConnectionRun()
    run.receive("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(run.output == String(Self.answer.dropLast(2)))
  }

  @Test("tells a 1.0 client when the connection stays open, a 1.1 client when it does not")
  func announcesPersistence() {
    var run = ConnectionRun()
    run.receive("GET /empty HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    #expect(run.output.hasSuffix("Connection: keep-alive\r\n\r\n"))
    #expect(!run.connection.isFinished)
    run.receive("GET /empty HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    #expect(run.output.hasSuffix("Connection: close\r\n\r\n"))
    #expect(run.connection.isFinished)
  }

  @Test(
    "answers before the body has come, where that makes no difference, and ends",
    arguments: [
      ("Content-Length: 9", ""), ("Content-Length: 9", "hello"), ("Transfer-Encoding: chunked", ""),
      ("Transfer-Encoding: chunked", "5\r\nhe"), ("Content-Length: 9\r\nExpect: 100-continue", ""),
    ])
  func answersEarly(_ fields: String, _ beginning: String) {
    for path in ["/early", "/echo"] {
      var run = ConnectionRun()
      run.receive("POST \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n" + beginning)
      run.receive("")
      #expect(run.handler.askedEarly == [path])
      #expect(run.connection.isFinished == (path == "/early"))
      guard path == "/early" else { continue }
      #expect(run.statuses == [200])
      #expect(run.output.contains("Connection: close\r\n"))
      #expect(run.output.hasSuffix("\r\n\r\nearly"))
    }
  }

  @Test("waits for no body that is there, and asks anew about the next request")
  func asksOncePerRequest() {
    let request = "POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n"
    var run = ConnectionRun()
    run.receive(request.replacing("early", with: "echo") + "hi")
    #expect(run.handler.askedEarly.isEmpty)
    run.receive(request.replacing("early", with: "echo") + "h")
    run.receive("i" + request)
    #expect(run.handler.askedEarly == ["/echo", "/early"])
    #expect(run.statuses == [200, 200, 200])
  }

  @Test("says 100 once the head is there and the body is not, then answers")
  func continues() {
    let head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
    var run = ConnectionRun()
    run.receive(head)
    #expect(run.output == "HTTP/1.1 100 Continue\r\n\r\n")
    run.receive("h")
    #expect(run.output == "HTTP/1.1 100 Continue\r\n\r\n")
    run.receive("i")
    #expect(run.statuses == [100, 200])
    var eager = ConnectionRun()
    eager.receive(head + "h")
    eager.receive("i")
    #expect(eager.statuses == [200])
  }

  @Test(
    "says no 100 when no body is wanted",
    arguments: [
      (
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9999999\r\n\r\n", 413
      ),
      ("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n", 200),
      ("POST / HTTP/1.1\r\nHost: a\r\nExpect: x\r\nContent-Length: 1\r\n\r\n", 417),
    ])
  func saysNoContinue(_ head: String, _ status: Int) {
    var run = ConnectionRun()
    run.receive(head)
    #expect(run.statuses == [status])
  }

  @Test("answers 501 to a method nobody knows and 405 with Allow to a tunnel, and stays open")
  func refusesMethods() {
    var run = ConnectionRun()
    run.receive("BREW / HTTP/1.1\r\nHost: a\r\n\r\n")
    run.receive("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n")
    run.receive("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n")
    #expect(run.statuses == [501, 405, 405])
    #expect(run.output.contains("Allow: "))
    #expect(run.handler.refusals == [.methodUnknown, .methodNotServed, .methodNotServed])
    #expect(!run.connection.isFinished)
  }

  @Test("takes nothing more after its last answer")
  func endsAfterRefusal() {
    var run = ConnectionRun()
    run.receive("\0")
    let output = run.output
    run.receive(Self.get)
    run.receiveEnd()
    #expect(run.output == output)
    #expect(run.connection.isFinished)
    #expect(run.output.contains("Connection: close\r\n"))
  }

  @Test("closes after the next answer when the server stops")
  func drains() {
    var run = ConnectionRun()
    run.receive("GET / HT")
    run.connection.isDraining = true
    run.receive("TP/1.1\r\nHost: a\r\n\r\n" + Self.get)
    #expect(run.statuses == [200])
    #expect(run.output.contains("Connection: close\r\n"))
    #expect(run.connection.isFinished)
  }
}
