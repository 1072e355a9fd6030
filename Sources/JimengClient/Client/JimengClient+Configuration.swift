extension JimengClient {
  /// How long a client waits for what, and what it reads at most.
  public struct Configuration: Hashable, Sendable {
    /// From sending a request to the last byte of its answer.
    public var requestTimeout = Duration.seconds(60)
    /// Between two polls of a task. The gateway itself asks upstream every 15 s; fetching is free.
    public var pollInterval = Duration.seconds(5)
    /// From the first poll of a task to its end.
    public var waitTimeout = Duration.seconds(3600)
    /// How polls that failed are tried again.
    public var retry = RetryPolicy()
    /// The body of an answer; a longer one is a `malformedAnswer`.
    public var answerByteCountMax = 4 << 20

    /// The defaults.
    public init() {}
  }
}
