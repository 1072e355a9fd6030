/// What answers requests. It lives on the server's loop thread alone, so it needs no lock, and it
/// must not block: every connection waits while it thinks.
package protocol HTTPHandler: AnyObject {
  /// Answers one complete request by filling in `response`, which comes empty.
  func respond(to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse)

  /// Asked once about a request whose head is complete and whose body is not: answers it if the
  /// body makes no difference. What follows on the connection is the body, so it ends after that.
  /// - Returns: false to wait for the body; `response` is not looked at.
  func respondEarly(
    to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse
  ) -> Bool

  /// Dresses the answer to a byte stream that is no request. The status is set; the connection
  /// closes after it.
  func refuse(
    _ refusal: HTTPRefusal, of request: HTTPRequest, at now: ServerTime,
    into response: inout HTTPResponse)

  /// Called when all that was ready in this turn of the loop has been answered: the place to write
  /// out what was gathered, such as log lines.
  func turnEnded(at now: ServerTime)

  /// An answer that was not sent at once, and is no stream, is at its end, whichever. On a
  /// connection they end in the order of their requests.
  func deliveryEnded(
    _ end: HTTPDelivery.End, on connectionID: UInt64, at now: ServerTime)

  /// What is to be sent on streams; asked for after each turn while there are any, at least every
  /// 250 ms.
  func takePushes() -> [StreamPush]

  /// A connection is closed, from whichever side, on which a request was answered with a stream.
  func connectionClosed(_ connectionID: UInt64)
}

extension HTTPHandler {
  package func respondEarly(
    to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse
  ) -> Bool { false }

  package func refuse(
    _ refusal: HTTPRefusal, of request: HTTPRequest, at now: ServerTime,
    into response: inout HTTPResponse
  ) {
    response.setBody("\(refusal.message)\n", type: "text/plain; charset=utf-8")
  }

  package func turnEnded(at now: ServerTime) {}

  package func deliveryEnded(
    _ end: HTTPDelivery.End, on connectionID: UInt64, at now: ServerTime
  ) {}

  package func takePushes() -> [StreamPush] { [] }

  package func connectionClosed(_ connectionID: UInt64) {}
}
