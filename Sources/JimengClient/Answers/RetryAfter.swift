import Foundation

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
