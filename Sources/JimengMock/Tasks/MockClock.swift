import HTTPTransport

/// Virtual time: start + scale × real + advanced. It reads no clock itself and never goes back, so
/// what a task has reached stays reached.
struct MockClock: Sendable {
  let start: MockInstant
  /// Virtual seconds in a real one.
  let scale: Double
  private(set) var advanced = Duration.zero

  /// The largest scale: a century in a little more than three seconds.
  static let scaleMax = 1e9

  /// - Parameter scale: 0 stops time but for `advance`; what is no number counts as 1, and what is
  ///   out of range as the nearest end of it.
  init(start: MockInstant, scale: Double = 1) {
    self.start = start
    self.scale = scale.isNaN ? 1 : min(max(0, scale), Self.scaleMax)
  }

  /// - Parameter real: what has really passed since the start; never less than at an earlier call.
  func now(real: Duration) -> MockInstant {
    start + scaled(real) + advanced
  }

  /// The same, of whole nanoseconds: the usual scale without a duration.
  func now(realNanoseconds: Int64) -> MockInstant {
    guard scale == 1, advanced == .zero else { return now(real: .nanoseconds(realNanoseconds)) }
    return MockInstant(
      unixNanoseconds: start.unixNanoseconds.addingClamped(max(0, realNanoseconds)))
  }

  /// Moves time forward at once. Back is refused by doing nothing.
  mutating func advance(by duration: Duration) {
    guard duration > .zero else { return }
    // Clamped, so that a million advances cannot overflow the sum.
    advanced = .nanoseconds(
      (advanced + .nanoseconds(duration.nanosecondsClamped)).nanosecondsClamped)
  }

  private func scaled(_ real: Duration) -> Duration {
    guard real > .zero else { return .zero }
    // Exact for the usual scale: a double counts nanoseconds only for 104 days.
    guard scale != 1 else { return real }
    let nanoseconds = Double(real.nanosecondsClamped) * scale
    return .nanoseconds(Int64(exactly: nanoseconds.rounded(.down)) ?? .max)
  }
}

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

  /// The wall clock at one iteration of the loop.
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

/// How a moment is written.
enum TimeFormat: Hashable, Sendable {
  /// Unix time; 0 as long as the moment has not come.
  case seconds, milliseconds
  /// `2025-05-26T01:00:21.143198` in that zone, without saying which; empty before it has come.
  case local(offsetSeconds: Int)

  /// - Parameter text: `seconds`, `milliseconds`, or a zone such as `+08:00`.
  init?(_ text: String) {
    switch text {
    case "seconds": self = .seconds
    case "milliseconds": self = .milliseconds
    default:
      let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
      guard let sign = text.first, sign == "+" || sign == "-", parts.count == 2,
        parts.allSatisfy({ $0.count == 2 }), let hours = UInt8(parts[0]), hours < 24,
        let minutes = UInt8(parts[1]), minutes < 60
      else { return nil }
      let seconds = Int(hours) * 3600 + Int(minutes) * 60
      self = .local(offsetSeconds: sign == "-" ? -seconds : seconds)
    }
  }

  var isNumber: Bool {
    switch self {
    case .seconds, .milliseconds: true
    case .local: false
    }
  }

  /// - Parameter instant: nil when the moment has not come.
  func append(_ instant: MockInstant?, to output: inout ContiguousArray<UInt8>) {
    switch self {
    case .seconds: output.append(decimal: Int(max(0, instant?.unixSeconds ?? 0)))
    case .milliseconds:
      output.append(decimal: Int(max(0, (instant?.unixNanoseconds ?? 0) / 1_000_000)))
    case .local(let offset):
      guard let instant else { return }
      Self.appendLocal(instant + .seconds(offset), to: &output)
    }
  }

  private static func appendLocal(
    _ instant: MockInstant, to output: inout ContiguousArray<UInt8>
  ) {
    CivilTime(unixSeconds: instant.unixSeconds).appendDateTime(to: &output)
    output.append(".")
    let second = MockInstant(unixSeconds: instant.unixSeconds)
    output.append(decimal: Int((instant - second).nanosecondsClamped / 1000), width: 6)
  }
}
