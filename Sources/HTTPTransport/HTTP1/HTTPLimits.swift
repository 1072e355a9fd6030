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
  /// Between two requests of a connection, and before the first byte; then a silent close.
  package var idleTimeout: Duration = .seconds(75)
  /// Without any progress in sending an answer; then an abort.
  package var writeTimeout: Duration = .seconds(30)
  /// From the half-close after the last answer to the full close (RFC 9112 §9.6).
  package var lingerTimeout: Duration = .seconds(3)
  /// The same once the server stops, so that nobody's half-closed connection holds up its end.
  package var drainLingerTimeout: Duration = .milliseconds(500)
  /// How long a fault keeps silent before the connection ends after all.
  package var holdTimeout: Duration = .seconds(600)
  /// How much longer an answer may take for a client that has ended its side: whether it still
  /// listens or is gone cannot be told.
  package var halfClosedWaitMax: Duration = .seconds(10)
  /// Bytes read and thrown away while lingering.
  package var lingerBytesMax = 64 * 1024 * 1024
  /// Bytes of answers that may wait for a client to read them before its requests wait too. A
  /// stream whose reader is further behind is cut off.
  package var outputBytesMax = 256 * 1024

  /// Connections served at once; beyond it 503.
  package var connectionCountMax = 10_000
  /// Connections beyond that which are told 503 at once; beyond those, accepting pauses.
  package var refusedConnectionCountMax = 128
  /// Bytes of the bodies that all connections together are in the middle of; the one that brings
  /// more is answered 503.
  package var unfinishedBodyBytesMax = 512 * 1024 * 1024
  /// How long accepting pauses after the system ran out of descriptors or buffers.
  package var acceptPause: Duration = .milliseconds(100)
  /// From the request to stop to the abort of what is still in flight.
  package var drainTimeout: Duration = .seconds(5)

  package init() {}
}
