@testable import HTTPTransport

/// One `HTTPConnection` with a handler, fed by a test; time stands still.
struct ConnectionRun {
  /// 1994-11-06T08:49:37Z, the example of RFC 9110 §5.6.7.
  static let now = ServerTime(
    monotonicNanoseconds: 1_000_000_000, unixSeconds: 784_111_777, unixNanoseconds: 0)

  let handler = TestHandler()
  var connection: HTTPConnection
  private var iteration: LoopIteration
  private(set) var output = ""

  init(limits: HTTPLimits = HTTPLimits()) {
    connection = HTTPConnection(limits: limits)
    iteration = LoopIteration(handler: handler, now: Self.now)
  }

  /// Feeds bytes, then lets what waits go on, as if every response were sent at once.
  mutating func receive(_ bytes: ArraySlice<UInt8>) {
    step { connection, iteration in
      bytes.withUnsafeBufferPointer { connection.receive($0, in: &iteration) }
    }
    while connection.isBackpressured, !connection.isFinished { resume() }
  }

  mutating func receive(_ text: String) {
    receive(latin1(text)[...])
  }

  /// Goes on with what waits.
  mutating func resume() {
    step { connection, iteration in
      connection.receive(UnsafeBufferPointer(start: nil, count: 0), in: &iteration)
    }
  }

  mutating func receiveEnd() {
    step { connection, iteration in connection.receiveEnd(in: &iteration) }
  }

  mutating func expire() {
    step { connection, iteration in connection.expire(in: &iteration) }
  }

  mutating func refuse(_ refusal: HTTPRefusal) {
    step { connection, iteration in connection.refuse(refusal, in: &iteration) }
  }

  /// Feeds bytes without going on with what waits.
  mutating func receiveOnce(_ text: String) {
    latin1(text).withUnsafeBufferPointer { bytes in
      step { connection, iteration in connection.receive(bytes, in: &iteration) }
    }
  }

  private mutating func step(_ body: (inout HTTPConnection, inout LoopIteration) -> Void) {
    iteration.output.restart()
    body(&connection, &iteration)
    output += iteration.output.text
  }

  /// The status codes of the responses, in order; for responses without a body that holds `HTTP/1.1`.
  var statuses: [Int] {
    output.split(separator: "HTTP/1.1 ").compactMap { Int($0.prefix(3)) }
  }
}
