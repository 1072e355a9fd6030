#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The time of one loop iteration, read once and passed down. Whole numbers, because every
/// request uses it.
package struct ServerTime: Sendable {
  /// From an arbitrary start, never set back: for time-outs.
  package let monotonicNanoseconds: UInt64
  /// Since 1970-01-01T00:00:00Z: for people and protocols.
  package let unixSeconds: Int64
  /// The part of the Unix time below the second: 0 to 999,999,999.
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

  /// When `timeout` from now is over, in monotonic nanoseconds.
  func deadline(after timeout: Duration) -> UInt64 {
    deadline(after: timeout.wholeNanoseconds)
  }

  /// The same for nanoseconds; `.max` when 64 bits cannot count it.
  func deadline(after nanoseconds: UInt64) -> UInt64 {
    let (sum, isBeyond) = monotonicNanoseconds.addingReportingOverflow(nanoseconds)
    return isBeyond ? .max : sum
  }
}

extension Duration {
  /// 0 when negative, `.max` beyond what 64 bits count, which is some centuries.
  var wholeNanoseconds: UInt64 {
    let (seconds, attoseconds) = components
    let (whole, isTooLong) = UInt64(max(0, seconds)).multipliedReportingOverflow(by: 1_000_000_000)
    let part = UInt64(max(0, attoseconds / 1_000_000_000))
    let (sum, isBeyond) = whole.addingReportingOverflow(part)
    return isTooLong || isBeyond ? .max : sum
  }
}
