/// The time-outs of a connection in whole nanoseconds, worked out once: a deadline is set with
/// every request, and a `Duration` counts in 128 bits.
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

extension Duration {
  /// 0 when negative, `.max` beyond some centuries.
  var wholeNanoseconds: UInt64 {
    let (seconds, attoseconds) = components
    let (whole, isTooLong) = UInt64(max(0, seconds)).multipliedReportingOverflow(by: 1_000_000_000)
    let part = UInt64(max(0, attoseconds / 1_000_000_000))
    let (sum, isBeyond) = whole.addingReportingOverflow(part)
    return isTooLong || isBeyond ? .max : sum
  }
}
