import Synchronization

/// A clock on which nobody waits: a sleep moves its time on and returns at once. What is slept is
/// recorded, and told to whoever has a time of his own to move; `MockServer.leapingClock()` moves
/// the mock's. For clients that can be given the clock by which they poll and back off.
public final class LeapingClock: Clock {
  /// A moment of this clock.
  public struct Instant: InstantProtocol {
    /// Since the clock was made.
    public let offset: Duration

    /// The moment that comes `duration` later.
    public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }

    /// From this moment to another.
    public func duration(to other: Instant) -> Duration { other.offset - offset }

    /// Whether the left one is earlier.
    public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private struct State {
    var now = Duration.zero
    var sleeps: [Duration] = []
  }

  private let state = Mutex(State())
  private let onSleep: @Sendable (Duration) -> Void

  /// A clock whose time is zero.
  /// - Parameter onSleep: is told of each sleep, before it returns.
  public init(onSleep: @escaping @Sendable (Duration) -> Void = { _ in }) {
    self.onSleep = onSleep
  }

  /// The sum of all sleeps, but for those that ran side by side.
  public var now: Instant { Instant(offset: state.withLock(\.now)) }

  /// Any duration can be slept.
  public var minimumResolution: Duration { .zero }

  /// How long each sleep was, in their order: what a retry waited, and how often was polled.
  public var sleeps: [Duration] { state.withLock(\.sleeps) }

  /// Moves the time on to `deadline`, unless it is past already.
  /// - Parameters:
  ///   - deadline: where the time is to be.
  ///   - tolerance: of no meaning here.
  /// - Throws: `CancellationError` in a task that was cancelled.
  public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    let duration = state.withLock { state in
      let duration = max(deadline.offset - state.now, .zero)
      state.sleeps.append(duration)
      state.now += duration
      return duration
    }
    onSleep(duration)
  }
}

extension MockServer {
  /// A clock on which nobody waits: each sleep advances the mock's time instead, so that a client
  /// that polls by it sees its task end in some milliseconds. `MockConfiguration.timeScale` 0 makes
  /// it the only one that moves that time.
  public func leapingClock() -> LeapingClock {
    LeapingClock { self.advanceClock(by: $0) }
  }
}
