import Testing

@testable import HTTPTransport

/// How a connection ends when the client stops, or takes too long.
@Suite("The end of a connection")
struct HTTPConnectionEndTests {
  /// What has come of a request, the stage that is, and what is known of the request by then.
  static let beginnings: [(String, HTTPConnection.Stage, String)] = [
    ("\r", .head, "GET "),
    ("P", .head, "GET "),
    ("POST /p HTTP/1.1\r\nHost: a\r\nX-", .head, "POST /p Host=a"),
    (
      "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n", .body,
      "POST /p Host=a Content-Length=2"
    ),
    (
      "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx", .body,
      "POST /p Host=a Content-Length=2"
    ),
    (
      "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1", .body,
      "POST /p Host=a Transfer-Encoding=chunked"
    ),
    (
      "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nT: u\r\n",
      .body, "POST /p Host=a Transfer-Encoding=chunked +T=u"
    ),
  ]

  @Test("refuses a request that takes too long, by its stage", arguments: beginnings)
  func expires(_ beginning: String, _ stage: HTTPConnection.Stage, _ known: String) {
    var run = ConnectionRun()
    run.receive("GET /first HTTP/1.1\r\nHost: other\r\n\r\n" + beginning)
    #expect(run.connection.stage == stage)
    run.expire()
    #expect(run.handler.refusals == [stage == .body ? .bodyTooSlow : .headTooSlow])
    #expect(run.statuses == [404, 408])
    #expect(run.handler.refused == [known])
    #expect(run.connection.isFinished)
  }

  @Test("refuses a request that is cut off by the end of the stream", arguments: beginnings)
  func isCutOff(_ beginning: String, _ stage: HTTPConnection.Stage, _ known: String) {
    var run = ConnectionRun()
    run.receive("GET /first HTTP/1.1\r\nHost: other\r\n\r\n" + beginning)
    run.receiveEnd()
    #expect(run.handler.refusals == [.endedEarly])
    #expect(run.statuses == [404, 400])
    #expect(run.handler.refused == [known])
    #expect(run.connection.isFinished)
  }

  @Test(
    "lets the handler see what is known of a refused request",
    arguments: [
      ("\u{16}\u{03}", "GET "),
      ("GET\r\n", "GET "),
      ("POST /p HTTP/2.0\r\n", "GET "),
      ("POST /p HTTP/1.1\r\nHost: a\r\nA: b\r\n c\r\n", "POST /p Host=a A=b"),
      ("POST /p HTTP/1.1\r\nHost: a\r\nHost: b\r\n", "POST /p Host=a Host=b"),
      ("POST /p HTTP/1.1\r\nA: b\r\n\r\n", "POST /p A=b"),
      ("POST /p HTTP/1.1\r\nA: b\r\nC: \0", "POST /p A=b"),
      (
        "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\nC\r\n",
        "POST /p Host=a Transfer-Encoding=chunked +A=b"
      ),
    ])
  func showsRefusedRequest(_ stream: String, _ known: String) {
    for first in ["", "GET /first HTTP/1.1\r\nHost: other\r\n\r\n"] {
      var run = ConnectionRun()
      for byte in latin1(first + stream) { run.receive([byte]) }
      #expect(run.handler.refused == [known])
    }
  }

  @Test(
    "ends without a word when it is idle",
    arguments: ["", "\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n"])
  func endsSilently(_ stream: String) {
    var expired = ConnectionRun()
    expired.receive(stream)
    let output = expired.output
    #expect(expired.connection.stage == .idle)
    expired.expire()
    var ended = ConnectionRun()
    ended.receive(stream)
    ended.receiveEnd()
    #expect(expired.output == output && ended.output == output)
    #expect(expired.connection.isFinished && ended.connection.isFinished)
  }

  @Test("answers 503 in place of a request")
  func refusesService() {
    var run = ConnectionRun()
    run.refuse(.tooManyConnections)
    #expect(run.statuses == [503])
    #expect(run.connection.isFinished)
  }
}
