/// The time that polls keep, apart from the type of the clock that gives it.
struct Pace: Sendable {
  /// Since some fixed moment.
  let now: @Sendable () -> Duration
  private let pause: @Sendable (Duration) async throws -> Void

  init<C: Clock>(_ clock: C) where C.Duration == Duration {
    let start = clock.now
    now = { start.duration(to: clock.now) }
    pause = { try await clock.sleep(for: $0) }
  }

  /// - Throws: `cancelled`, the one reason for which a clock ends a sleep early.
  func sleep(for duration: Duration) async throws(JimengError) {
    do {
      try await pause(max(duration, .zero))
    } catch {
      throw .cancelled
    }
  }
}
