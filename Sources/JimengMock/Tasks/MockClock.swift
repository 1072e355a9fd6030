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
