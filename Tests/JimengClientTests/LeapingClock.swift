import Synchronization

/// A clock on which nobody waits: a sleep moves its time on and returns. What is slept is recorded,
/// and told to whoever has a clock of his own to move.
final class LeapingClock: Clock {
  struct Instant: InstantProtocol {
    let offset: Duration

    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private struct State {
    var now = Duration.zero
    var sleeps: [Duration] = []
  }

  private let state = Mutex(State())
  private let onSleep: @Sendable (Duration) -> Void

  init(onSleep: @escaping @Sendable (Duration) -> Void = { _ in }) {
    self.onSleep = onSleep
  }

  var now: Instant { Instant(offset: state.withLock(\.now)) }
  var minimumResolution: Duration { .zero }
  var sleeps: [Duration] { state.withLock(\.sleeps) }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    let duration = state.withLock { state in
      let duration = deadline.offset - state.now
      state.sleeps.append(duration)
      state.now = deadline.offset
      return duration
    }
    onSleep(duration)
  }
}
