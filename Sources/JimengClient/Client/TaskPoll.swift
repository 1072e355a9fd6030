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
