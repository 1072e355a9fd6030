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
