#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The time of one turn of the event loop, read once and passed down. Whole numbers, since every
/// request looks at it.
package struct ServerTime: Sendable {
  /// From an arbitrary start, never set back: for time-outs.
  package let monotonicNanoseconds: UInt64
  /// Since 1970-01-01T00:00:00Z: for people and protocols.
  package let unixSeconds: Int64
  /// The part of the Unix time below a second: 0 to 999,999,999.
  package let unixNanoseconds: Int

  package init(monotonicNanoseconds: UInt64, unixSeconds: Int64, unixNanoseconds: Int) {
    self.monotonicNanoseconds = monotonicNanoseconds
    self.unixSeconds = unixSeconds
    self.unixNanoseconds = unixNanoseconds
  }

  package static func current() -> ServerTime {
    var monotonic = timespec()
    var wall = timespec()
    clock_gettime(CLOCK_MONOTONIC, &monotonic)
    clock_gettime(CLOCK_REALTIME, &wall)
    return ServerTime(
      monotonicNanoseconds: UInt64(monotonic.tv_sec) * 1_000_000_000 + UInt64(monotonic.tv_nsec),
      unixSeconds: Int64(wall.tv_sec), unixNanoseconds: Int(wall.tv_nsec))
  }

  /// When `timeout` from now will have run out, in monotonic nanoseconds.
  func deadline(after timeout: Duration) -> UInt64 {
    deadline(after: timeout.wholeNanoseconds)
  }

  /// The same, of nanoseconds; `.max` when that is beyond what they count, which is some centuries.
  func deadline(after nanoseconds: UInt64) -> UInt64 {
    let (sum, isBeyond) = monotonicNanoseconds.addingReportingOverflow(nanoseconds)
    return isBeyond ? .max : sum
  }
}
