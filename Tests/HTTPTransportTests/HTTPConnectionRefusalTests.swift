import Testing

@testable import HTTPTransport

/// What a handler is given when the bytes were no request: never a range without bytes behind it.
@Suite struct HTTPConnectionRefusalTests {
  /// Reads everything that the refused request offers.
  private final class Reader: HTTPHandler {
    var seen: [String] = []

    func respond(to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse) {}

    func refuse(
      _ refusal: HTTPRefusal, of request: HTTPRequest, at now: ServerTime,
      into response: inout HTTPResponse
    ) {
      let names = (0..<request.fields.count).map { request.fields[$0].name }
      seen.append("\(request.path) \(request.target) \(names) \(request.trailers.count)")
    }
  }

  private let now = ServerTime(monotonicNanoseconds: 0, unixSeconds: 0, unixNanoseconds: 0)

  private func refused(_ stream: String) -> (seen: [String], answers: String) {
    let reader = Reader()
    var turn = HTTPConnection.Turn(handler: reader, now: now)
    var connection = HTTPConnection(limits: HTTPLimits())
    ContiguousArray(stream.utf8).withUnsafeBufferPointer { connection.receive($0, in: &turn) }
    connection.receiveEnd(in: &turn)
    return (reader.seen, String(decoding: turn.output, as: UTF8.self))
  }

  @Test(
    "a head that never became whole is not offered",
    arguments: [
      "GET /secret?a HTTP/1.1\r\nHost: a\r\nCookie: b\r\nBroken\r\n\r\n",
      "GET /secret HTTP/1.1\r\nHost: a\r\nCookie: b\r\nNot yet",
      "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /second HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
      "GET /first/long/path?and=query HTTP/1.1\r\nHost: a\r\n\r\n\u{1}",
    ])
  func partialHead(stream: String) {
    #expect(refused(stream).seen == ["/  [] 0"])
  }

  @Test("a whole head is offered although the body was broken, its trailers are not")
  func wholeHead() {
    let stream =
      "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\nC : d\r\n\r\n"
    #expect(refused(stream).seen == [#"/p /p ["Host", "Transfer-Encoding"] 0"#])
  }

  @Test("the answer to a broken HEAD has no body")
  func brokenHead() {
    let answers = refused("HEAD / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n").answers
    #expect(answers.hasPrefix("HTTP/1.1 400 ") && answers.hasSuffix("\r\n\r\n"))
  }
}
