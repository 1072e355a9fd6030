import HTTPTransport

/// A moment of the mock's virtual time, in Unix nanoseconds: the years 1678 to 2262. Sums beyond
/// them stop at the edge, so that no request or clock command can overflow it.
struct MockInstant: Comparable, Hashable, Sendable {
  let unixNanoseconds: Int64

  /// The end of time: 2262-04-11T23:47:16Z.
  static let last = MockInstant(unixNanoseconds: .max)

  /// Rounded down, as Unix time is written.
  var unixSeconds: Int64 {
    let (quotient, remainder) = unixNanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return remainder < 0 ? quotient - 1 : quotient
  }

  static func < (left: MockInstant, right: MockInstant) -> Bool {
    left.unixNanoseconds < right.unixNanoseconds
  }

  static func + (instant: MockInstant, duration: Duration) -> MockInstant {
    MockInstant(
      unixNanoseconds: instant.unixNanoseconds.addingClamped(duration.nanosecondsClamped))
  }

  static func - (left: MockInstant, right: MockInstant) -> Duration {
    .nanoseconds(left.unixNanoseconds) - .nanoseconds(right.unixNanoseconds)
  }
}

extension MockInstant {
  /// - Parameter nanoseconds: the part below a second.
  init(unixSeconds: Int64, nanoseconds: Int64 = 0) {
    let whole = MockInstant(unixNanoseconds: 0) + .seconds(unixSeconds)
    self = whole + .nanoseconds(nanoseconds)
  }

  /// The wall clock's reading of one turn of the loop.
  init(_ time: ServerTime) {
    // Every request asks; a duration counts attoseconds in 128 bits, and takes that long.
    let (whole, isOutOfRange) = time.unixSeconds.multipliedReportingOverflow(by: 1_000_000_000)
    unixNanoseconds =
      isOutOfRange
      ? (time.unixSeconds < 0 ? .min : .max) : whole.addingClamped(Int64(time.unixNanoseconds))
  }
}

extension Duration {
  /// Whole nanoseconds, rounded towards zero; the nearest that fits, which is some 292 years.
  var nanosecondsClamped: Int64 {
    let (seconds, attoseconds) = components
    let (whole, isOutOfRange) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !isOutOfRange else { return seconds < 0 ? .min : .max }
    return whole.addingClamped(attoseconds / 1_000_000_000)
  }
}

extension Int64 {
  func addingClamped(_ other: Int64) -> Int64 {
    let (sum, isOutOfRange) = addingReportingOverflow(other)
    guard isOutOfRange else { return sum }
    return other < 0 ? .min : .max
  }
}
