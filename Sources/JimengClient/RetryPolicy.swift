import Foundation

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

/// Reads the field Retry-After (RFC 9110 §10.2.3): seconds, or a date in any of the three forms
/// that a recipient must accept (RFC 9110 §5.6.7).
enum RetryAfter {
  /// A century: further off is as good as never, and keeps arithmetic from overflowing.
  private static let secondsMax = 3_155_760_000

  /// How long to wait; zero for a date that is past, nil for a text that is neither form.
  /// - Parameters:
  ///   - date: the answer's own Date field, against which its dates are meant: clocks differ.
  ///   - now: taken where there is no such field.
  static func duration(_ text: String, date: String?, now: Date) -> Duration? {
    let text = text.trimmingCharacters(in: .whitespaces)
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return .seconds(min(Int(text) ?? secondsMax, secondsMax))
    }
    guard let end = Self.date(text) else { return nil }
    let seconds = end.timeIntervalSince(date.flatMap(Self.date) ?? now)
    return .seconds(Int(min(max(seconds.rounded(.up), 0), Double(secondsMax))))
  }

  /// IMF-fixdate, then the obsolete forms of RFC 850 and of C's `asctime`.
  private static let formats = [
    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM d HH:mm:ss yyyy",
  ]

  private static func date(_ text: String) -> Date? {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    for format in formats {
      formatter.dateFormat = format
      if let date = formatter.date(from: text) { return date }
    }
    return nil
  }
}
