/// Every bound on what a client may send or hold, with its default and unit.
package struct HTTPLimits: Sendable {
  /// Bytes of the head, from the request line to the empty line; beyond it 431.
  package var headBytesMax = 16 * 1024
  /// Header fields in a head, and in a trailer section; beyond it 431.
  package var fieldCountMax = 100
  /// Bytes of the request-target; beyond it 414.
  package var targetBytesMax = 8 * 1024
  /// Bytes of the method token; beyond it 400.
  package var methodBytesMax = 64
  /// Bytes of the body as decoded; beyond it 413.
  package var bodyBytesMax = 8 * 1024 * 1024
  /// Bytes of one chunk-size line with its extensions; beyond it 400.
  package var chunkLineBytesMax = 256
  /// Bytes of all chunk extensions and leading zeros of a body together; beyond it 400.
  package var chunkExtensionBytesMax = 16 * 1024
  /// Empty lines skipped before a request line (RFC 9112 §2.2); beyond it 400.
  package var leadingEmptyLinesMax = 2

  /// From the first byte of a head to its end; beyond it 408.
  package var headTimeout: Duration = .seconds(10)
  /// From the end of the head to the end of the body; beyond it 408.
  package var bodyTimeout: Duration = .seconds(30)
  /// Between two requests of a connection, and before the first byte; then the connection closes.
  package var idleTimeout: Duration = .seconds(75)
  /// Without any progress in sending a response; then the connection closes.
  package var writeTimeout: Duration = .seconds(30)
  /// From the half-close after the last response to the full close (RFC 9112 §9.6).
  package var lingerTimeout: Duration = .seconds(3)
  /// The same while the server stops, so that a half-closed connection doesn't delay its end.
  package var drainLingerTimeout: Duration = .milliseconds(500)
  /// How long a silent fault lasts before the connection closes.
  package var holdTimeout: Duration = .seconds(600)
  /// How long a response may still take when the client has ended its side: it may still read, or
  /// be gone.
  package var halfClosedWaitMax: Duration = .seconds(10)
  /// Bytes read and discarded while lingering.
  package var lingerBytesMax = 64 * 1024 * 1024
  /// Unsent bytes beyond which no further request of the connection is read. A stream whose reader
  /// is further behind is closed.
  package var outputBytesMax = 256 * 1024

  /// Connections served at once; beyond it 503.
  package var connectionCountMax = 10_000
  /// Connections beyond that which are answered 503 at once; beyond those, accepting pauses.
  package var refusedConnectionCountMax = 128
  /// Bytes of unfinished bodies on all connections together; beyond it 503.
  package var unfinishedBodyBytesMax = 512 * 1024 * 1024
  /// How long accepting pauses after the system ran out of descriptors or buffers.
  package var acceptPause: Duration = .milliseconds(100)
  /// From the request to stop to the end of what is still in flight.
  package var drainTimeout: Duration = .seconds(5)

  package init() {}
}

/// The time-outs of a connection in nanoseconds, computed once: every request sets a deadline, and
/// a `Duration` counts in 128 bits.
struct ConnectionTimeouts: Sendable {
  let idle: UInt64
  let head: UInt64
  let body: UInt64
  let write: UInt64
  let linger: UInt64
  let drainLinger: UInt64
  let halfClosedWait: UInt64

  init(_ limits: HTTPLimits) {
    idle = limits.idleTimeout.wholeNanoseconds
    head = limits.headTimeout.wholeNanoseconds
    body = limits.bodyTimeout.wholeNanoseconds
    write = limits.writeTimeout.wholeNanoseconds
    linger = limits.lingerTimeout.wholeNanoseconds
    drainLinger = limits.drainLingerTimeout.wholeNanoseconds
    halfClosedWait = limits.halfClosedWaitMax.wholeNanoseconds
  }
}
