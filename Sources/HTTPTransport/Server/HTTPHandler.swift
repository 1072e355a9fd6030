/// What responds to requests. It lives on the server's loop thread alone, so it needs no lock, and
/// it must not block: every connection waits for it.
package protocol HTTPHandler: AnyObject {
  /// Responds to one request by filling in `response`, which comes empty. The request is complete,
  /// or its `isBodyPending` is true because `respondsBeforeBody` asked for that.
  func respond(to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse)

  /// Asked once for each request whose head is complete and whose body is not: whether to respond
  /// now, because the body makes no difference. The connection closes after that response.
  func respondsBeforeBody(of request: HTTPRequest, at now: ServerTime) -> Bool

  /// Writes the response to a refused request. The status is set already.
  func refuse(
    _ refusal: HTTPRefusal, of request: HTTPRequest, at now: ServerTime,
    into response: inout HTTPResponse)

  /// Called when one iteration of the loop has responded to all that was ready: the place to write
  /// out what was gathered, such as log lines.
  func iterationEnded(at now: ServerTime)

  /// A response that was not sent at once, and is no stream, has ended. On one connection they end
  /// in the order of their requests.
  func deliveryEnded(
    _ end: HTTPDelivery.End, on connectionID: UInt64, at now: ServerTime)

  /// What to send on streams. While there are streams it is called after each iteration, at least
  /// every 250 ms.
  func takePushes() -> [StreamPush]

  /// A connection that had a stream is closed, by either side.
  func connectionClosed(_ connectionID: UInt64)
}

extension HTTPHandler {
  package func respondsBeforeBody(of request: HTTPRequest, at now: ServerTime) -> Bool { false }

  package func refuse(
    _ refusal: HTTPRefusal, of request: HTTPRequest, at now: ServerTime,
    into response: inout HTTPResponse
  ) {
    response.setBody("\(refusal.message)\n", type: "text/plain; charset=utf-8")
  }

  package func iterationEnded(at now: ServerTime) {}

  package func deliveryEnded(
    _ end: HTTPDelivery.End, on connectionID: UInt64, at now: ServerTime
  ) {}

  package func takePushes() -> [StreamPush] { [] }

  package func connectionClosed(_ connectionID: UInt64) {}
}

/// Bytes that a handler adds to a stream. They are dropped when the connection has no stream or is
/// closed.
package struct StreamPush: Equatable, Sendable {
  /// `HTTPRequest.connectionID` of the request that the stream responds to.
  package let connectionID: UInt64
  package let bytes: ContiguousArray<UInt8>
  /// Whether the stream, and with it the connection, ends after these bytes.
  package let endsStream: Bool

  package init(
    connectionID: UInt64, bytes: ContiguousArray<UInt8>, endsStream: Bool = false
  ) {
    self.connectionID = connectionID
    self.bytes = bytes
    self.endsStream = endsStream
  }
}
