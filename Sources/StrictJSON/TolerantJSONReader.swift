/// Reads the examples that people write into pages: JSON with `//` and `/* */` comments and
/// trailing commas. About everything else it is as strict as `JSONReader`. Never for a request.
package enum TolerantJSONReader {
  /// - Throws: `JSONReadError`, whose places are those of the text as it was given.
  package static func read(_ text: String) throws(JSONReadError) -> JSONDocument {
    try JSONReader.read(CommentStripper.strip(Array(text.utf8)))
  }
}

/// Turns comments and trailing commas into spaces, byte for byte, so that every other byte keeps
/// its place. It leaves what it does not understand, and the strict reader refuses that.
private struct CommentStripper {
  var bytes: [UInt8]
  var offset = 0
  /// A comma with nothing but whitespace and comments after it so far.
  var pendingComma: Int?
  /// A value ended before that comma: `[,]` stays an error.
  var follows = Follows.opening

  enum Follows { case opening, value, comma }

  static func strip(_ bytes: [UInt8]) -> [UInt8] {
    var stripper = CommentStripper(bytes: bytes)
    while stripper.offset < bytes.count { stripper.step() }
    return stripper.bytes
  }

  private mutating func step() {
    switch bytes[offset] {
    case .space, .tab, .lineFeed, .carriageReturn: offset += 1
    case .slash where next == .slash: blankLineComment()
    case .slash where next == .asterisk: blankBlockComment()
    case .quote: skipString()
    case .comma: note(.comma, comma: follows == .value ? offset : nil)
    case .rightBrace, .rightBracket:
      if let comma = pendingComma { bytes[comma] = .space }
      note(.value)
    case .leftBrace, .leftBracket: note(.opening)
    default: note(.value)
    }
  }

  private var next: UInt8? {
    offset + 1 < bytes.count ? bytes[offset + 1] : nil
  }

  private mutating func note(_ follows: Follows, comma: Int? = nil) {
    self.follows = follows
    pendingComma = comma
    offset += 1
  }

  private mutating func skipString() {
    offset += 1
    while offset < bytes.count, bytes[offset] != .quote {
      offset += bytes[offset] == .backslash ? 2 : 1
    }
    note(.value)
  }

  /// To the end of the line, which stays.
  private mutating func blankLineComment() {
    while offset < bytes.count, bytes[offset] != .lineFeed, bytes[offset] != .carriageReturn {
      bytes[offset] = .space
      offset += 1
    }
  }

  /// A comment that is not closed is left as it is.
  private mutating func blankBlockComment() {
    guard let end = blockCommentEnd() else {
      offset = bytes.count
      return
    }
    while offset < end {
      if bytes[offset] != .lineFeed, bytes[offset] != .carriageReturn { bytes[offset] = .space }
      offset += 1
    }
  }

  private func blockCommentEnd() -> Int? {
    var index = offset + 2
    while index + 1 < bytes.count {
      if bytes[index] == .asterisk, bytes[index + 1] == .slash { return index + 2 }
      index += 1
    }
    return nil
  }
}
