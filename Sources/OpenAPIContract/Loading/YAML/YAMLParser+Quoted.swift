internal import StrictJSON

/// Quoted scalars (YAML 1.2.2 §7.3.1, §7.3.2), which may go on over lines.
extension YAMLParser {
  mutating func readSingleQuoted(indent: Int) throws(YAMLFailure) -> YAMLScalar {
    let (start, startLine) = (offset, line)
    var text: [UInt8] = []
    offset += 1
    while true {
      switch current {
      case .apostrophe where next == .apostrophe:
        text.append(.apostrophe)
        offset += 2
      case .apostrophe:
        offset += 1
        return YAMLScalar(
          text: String(decoding: text, as: UTF8.self), isPlain: false, offset: start,
          line: startLine)
      case .end: throw YAMLFailure(fault: .unterminatedQuote("'"), offset: start)
      case .space, .tab, .lineFeed:
        try takeQuotedSpace(indent: indent, into: &text)
      default:
        text.append(current)
        offset += 1
      }
    }
  }

  mutating func readDoubleQuoted(indent: Int) throws(YAMLFailure) -> YAMLScalar {
    let (start, startLine) = (offset, line)
    var text: [UInt8] = []
    offset += 1
    while true {
      switch current {
      case .quote:
        offset += 1
        return YAMLScalar(
          text: String(decoding: text, as: UTF8.self), isPlain: false, offset: start,
          line: startLine)
      case .end: throw YAMLFailure(fault: .unterminatedQuote("\""), offset: start)
      case .space, .tab, .lineFeed:
        try takeQuotedSpace(indent: indent, into: &text)
      case .backslash where next == .lineFeed:
        offset += 1
        let breaks = try takeQuotedBreaks(indent: indent)
        text += Array(repeating: .lineFeed, count: breaks - 1)
      case .backslash: try takeEscape(into: &text)
      default:
        text.append(current)
        offset += 1
      }
    }
  }

  /// White space is kept inside a line, and dropped around a line break, which folds.
  private mutating func takeQuotedSpace(
    indent: Int, into text: inout [UInt8]
  ) throws(YAMLFailure) {
    let start = offset
    skipWhite()
    if current == .lineFeed {
      text += Self.fold(breaks: try takeQuotedBreaks(indent: indent))
    } else {
      text += bytes[start..<offset]
    }
  }

  /// From a line break to the next content; how many breaks there were. The content must be
  /// indented as its parent asks, and be no document marker (§9.1.2).
  private mutating func takeQuotedBreaks(indent: Int) throws(YAMLFailure) -> Int {
    var breaks = 0
    while current == .lineFeed {
      takeBreak()
      breaks += 1
      if isAtDocumentMarker { throw failure(.documentMarkerInside) }
      let spaces = skipIndentation()
      guard !current.isBreakOrEnd else { continue }
      guard spaces > indent else { throw failure(.flowIndentation) }
    }
    return breaks
  }
}
