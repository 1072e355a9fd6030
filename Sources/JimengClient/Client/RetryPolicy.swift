/// How polls that failed are tried again: after a wait that chance chooses below a bound, which
/// doubles ("full jitter": many clients do not come back at once), and never before the service's
/// Retry-After. Submits are never tried again, since each may be billed.
public struct RetryPolicy: Hashable, Sendable {
  /// Failures in a row that are tried again; the next one is thrown. A poll that succeeds starts
  /// the count anew.
  public var retriesMax: Int
  /// The longest wait before the first retry.
  public var firstDelayMax: Duration
  /// The longest wait before any retry, but for a Retry-After.
  public var delayMax: Duration
  /// The longest Retry-After that is waited for; a longer one is thrown at once, with the error.
  public var retryAfterMax: Duration

  /// - Parameters:
  ///   - retriesMax: failures in a row that are tried again.
  ///   - firstDelayMax: the longest wait before the first retry.
  ///   - delayMax: the longest wait before any retry.
  ///   - retryAfterMax: the longest Retry-After that is waited for.
  public init(
    retriesMax: Int = 6, firstDelayMax: Duration = .seconds(1), delayMax: Duration = .seconds(30),
    retryAfterMax: Duration = .seconds(300)
  ) {
    self.retriesMax = retriesMax
    self.firstDelayMax = firstDelayMax
    self.delayMax = delayMax
    self.retryAfterMax = retryAfterMax
  }

  /// How long to wait before a retry; nil when there is to be none.
  /// - Parameters:
  ///   - failureCount: failures in a row, the one at hand included; from 1.
  ///   - retryAfter: what the service asks for.
  ///   - share: the part of the longest wait that is waited, 0…1; up to chance.
  func delay(
    afterFailure failureCount: Int, retryAfter: Duration?,
    share: Double = .random(in: 0...1)
  ) -> Duration? {
    guard failureCount <= retriesMax else { return nil }
    var longest = max(firstDelayMax, .zero)
    // Doubled step by step, for a power of two of many retries would overflow.
    for _ in 1..<max(failureCount, 1) where longest < delayMax { longest = longest * 2 }
    let delay = min(longest, delayMax) * share
    guard let retryAfter else { return delay }
    return retryAfter <= retryAfterMax ? max(retryAfter, delay) : nil
  }
}
