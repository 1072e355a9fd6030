@testable import HTTPTransport

/// One `HTTPConnection` with a handler, fed by a test; time stands still.
struct ConnectionRun {
  /// 1994-11-06T08:49:37Z, the example of RFC 9110 §5.6.7.
  static let now = ServerTime(
    monotonicNanoseconds: 1_000_000_000, unixSeconds: 784_111_777, unixNanoseconds: 0)

  let handler = TestHandler()
  var connection: HTTPConnection
  private var turn: HTTPConnection.Turn
  private(set) var output = ""

  init(limits: HTTPLimits = HTTPLimits()) {
    connection = HTTPConnection(limits: limits)
    turn = HTTPConnection.Turn(handler: handler, now: Self.now)
  }

  /// Feeds bytes, then lets what was held back go on, as if every answer were sent at once.
  mutating func receive(_ bytes: ArraySlice<UInt8>) {
    step { connection, turn in bytes.withUnsafeBufferPointer { connection.receive($0, in: &turn) } }
    while connection.isHeldBack, !connection.isFinished { resume() }
  }

  mutating func receive(_ text: String) {
    receive(latin1(text)[...])
  }

  /// Goes on with what is held back.
  mutating func resume() {
    step { connection, turn in
      connection.receive(UnsafeBufferPointer(start: nil, count: 0), in: &turn)
    }
  }

  mutating func receiveEnd() {
    step { connection, turn in connection.receiveEnd(in: &turn) }
  }

  mutating func expire() {
    step { connection, turn in connection.expire(in: &turn) }
  }

  mutating func refuse(_ refusal: HTTPRefusal) {
    step { connection, turn in connection.refuse(refusal, in: &turn) }
  }

  /// Feeds bytes without going on with what is held back.
  mutating func receiveOnce(_ text: String) {
    latin1(text).withUnsafeBufferPointer { bytes in
      step { connection, turn in connection.receive(bytes, in: &turn) }
    }
  }

  private mutating func step(_ body: (inout HTTPConnection, inout HTTPConnection.Turn) -> Void) {
    turn.output.restart()
    body(&connection, &turn)
    output += turn.output.text
  }

  /// The status codes of the answers, in order; for answers without a body that holds `HTTP/1.1`.
  var statuses: [Int] {
    output.split(separator: "HTTP/1.1 ").compactMap { Int($0.prefix(3)) }
  }
}
