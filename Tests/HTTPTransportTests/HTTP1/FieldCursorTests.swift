import Testing

@testable import HTTPTransport

@Suite("The field cursor")
struct FieldCursorTests {
  @Test(
    "skips a quoted string to its closing quote and no further (RFC 9110 §5.6.4)",
    arguments: [
      ("\"\"", 2), ("\"a\"b", 3), ("\"\\\"\"", 4), ("\"\\\\\"x", 4), ("\"a", nil), ("\"a\\", nil),
      ("\"a\\\"", nil), ("a\"", nil), ("", nil),
    ] as [(String, Int?)])
  func skipsQuotedString(_ text: String, _ end: Int?) {
    let bytes = latin1(text)
    bytes.withUnsafeBufferPointer {
      var cursor = FieldCursor($0)
      #expect(cursor.skipQuotedString() == (end != nil))
      if let end { #expect(cursor.position == end) }
    }
  }

  @Test(
    "skips a token, which is not empty (RFC 9110 §5.6.2)",
    arguments: [("a!b c", 3), ("abc", 3), (" a", 0), ("", 0), ("\u{E9}", 0)])
  func skipsToken(_ text: String, _ end: Int) {
    latin1(text).withUnsafeBufferPointer {
      var cursor = FieldCursor($0)
      #expect(cursor.skipToken() == (end > 0))
      #expect(cursor.position == end)
    }
  }

  @Test("skips spaces and tabs, then is at the end")
  func skipsWhitespace() {
    latin1(" \t ").withUnsafeBufferPointer {
      var cursor = FieldCursor($0)
      cursor.skipWhitespace()
      let isOver = cursor.isAtEnd
      let skipped = cursor.skip(32)
      #expect(isOver && !skipped)
    }
  }
}
