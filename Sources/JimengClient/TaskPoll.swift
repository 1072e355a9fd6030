/// Polls one task, until whoever asks has seen enough: the pace, the patience and the retries.
struct TaskPoll: Sendable {
  private let client: JimengClient
  private let id: TaskID
  private let timeout: Duration
  private var deadline: Duration?
  private var last: TaskSnapshot?

  /// - Parameter timeout: from the first poll on.
  init(client: JimengClient, id: TaskID, timeout: Duration) {
    self.client = client
    self.id = id
    self.timeout = timeout
  }

  /// Polls until the task has changed since the last call.
  /// - Throws: `waitTimedOut`; what `JimengClient.fetch(_:)` throws, where it is not tried again.
  mutating func next() async throws(JimengError) -> TaskSnapshot {
    let deadline = self.deadline ?? client.pace.now() + timeout
    self.deadline = deadline
    while true {
      if last != nil { try await pause(client.configuration.pollInterval, until: deadline) }
      let snapshot = try await fetch(until: deadline)
      guard snapshot != last else { continue }
      last = snapshot
      return snapshot
    }
  }

  private func fetch(until deadline: Duration) async throws(JimengError) -> TaskSnapshot {
    var failureCount = 0
    while true {
      let timeLeft = deadline - client.pace.now()
      guard timeLeft > .zero else { throw timedOut }
      do {
        return try await client.fetch(
          id, timeout: min(timeLeft, client.configuration.requestTimeout))
      } catch {
        failureCount += 1
        guard error.isTransient,
          let delay = client.configuration.retry.delay(
            afterFailure: failureCount, retryAfter: error.retryAfter)
        else { throw error }
        try await backOff(for: delay, until: deadline, after: error)
      }
    }
  }

  /// A pause that the deadline cuts short ends in a time-out: no poll begins after it.
  private func pause(_ duration: Duration, until deadline: Duration) async throws(JimengError) {
    let timeLeft = deadline - client.pace.now()
    try await client.pace.sleep(for: min(duration, timeLeft))
    guard duration < timeLeft else { throw timedOut }
  }

  /// Where no time is left for another try, what the last one failed of says more than a time-out.
  private func backOff(
    for delay: Duration, until deadline: Duration, after error: JimengError
  ) async throws(JimengError) {
    let timeLeft = deadline - client.pace.now()
    guard timeLeft > .zero else { throw timedOut }
    guard delay < timeLeft else { throw error }
    try await client.pace.sleep(for: delay)
  }

  private var timedOut: JimengError { .waitTimedOut(after: timeout, last: last) }
}

extension JimengError {
  fileprivate var retryAfter: Duration? {
    if case .service(let error) = self { error.retryAfter } else { nil }
  }
}

/// A task as it gets on: a snapshot whenever a poll shows it changed, to the final one, after which
/// the sequence ends. Polling goes at the pace of whoever reads, and nothing runs in between.
///
/// A task that failed is a snapshot like any other here (`TaskSnapshot.video()` judges it); what is
/// thrown is about the polls: see `JimengClient.progress(of:timeout:)`. Each iterator polls anew.
public struct TaskUpdates: AsyncSequence, Sendable {
  /// What comes.
  public typealias Element = TaskSnapshot
  /// What is thrown.
  public typealias Failure = JimengError

  private let poll: TaskPoll

  init(_ poll: TaskPoll) {
    self.poll = poll
  }

  /// Begins to poll when it is first asked.
  public func makeAsyncIterator() -> Iterator {
    Iterator(poll: poll)
  }

  /// Polls a task.
  public struct Iterator: AsyncIteratorProtocol {
    fileprivate var poll: TaskPoll
    private var isOver = false

    fileprivate init(poll: TaskPoll) {
      self.poll = poll
    }

    /// The task when it has changed; nil after the final snapshot or an error.
    /// - Throws: `JimengError`, of the polls.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(JimengError) -> TaskSnapshot? {
      guard !isOver else { return nil }
      isOver = true
      let snapshot = try await poll.next()
      isOver = snapshot.status.isFinal
      return snapshot
    }
  }
}

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
