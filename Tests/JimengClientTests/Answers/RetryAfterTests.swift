import Foundation
import Testing

@testable import JimengClient

@Suite struct RetryAfterTests {
  /// Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110 §5.6.7.
  private static let now = Date(timeIntervalSince1970: 784_111_777)

  @Test(
    "reads seconds and every form of date",
    arguments: [
      ("0", 0), ("120", 120), (" 7 ", 7), ("99999999999999999999", 3_155_760_000),
      ("Sun, 06 Nov 1994 08:50:07 GMT", 30), ("Sunday, 06-Nov-94 08:50:07 GMT", 30),
      ("Sun Nov  6 08:50:07 1994", 30), ("Sun, 06 Nov 1994 08:49:30 GMT", 0),
    ])
  func reads(text: String, seconds: Int) {
    #expect(RetryAfter.duration(text, date: nil, now: Self.now) == .seconds(seconds))
  }

  @Test("a date is held against the answer's own, not against this machine's clock")
  func skew() {
    let duration = RetryAfter.duration(
      "Sun, 06 Nov 1994 08:50:07 GMT", date: "Sun, 06 Nov 1994 08:49:57 GMT", now: Self.now)
    #expect(duration == .seconds(10))
  }

  @Test("is nothing where it is neither", arguments: ["", "soon", "-1", "1.5", "1s", "٣"])
  func refuses(text: String) {
    #expect(RetryAfter.duration(text, date: nil, now: Self.now) == nil)
  }
}
