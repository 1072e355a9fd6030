internal import StrictJSON

/// Plain and quoted scalars (YAML 1.2.2 §7.3), which may go on over lines.
extension YAMLParser {
  /// Why one line's part of a plain scalar ended.
  enum PlainEnd {
    case line
    case comment
    case colon
    case flowIndicator
  }

  /// Up to a line's end, ` #`, `: `, or in flow style an indicator. White space at the end of the
  /// part is not taken.
  mutating func takePlainPart(inFlow: Bool) -> (part: ArraySlice<UInt8>, end: PlainEnd) {
    let start = offset
    var contentEnd = offset
    var end = PlainEnd.line
    while !current.isBreakOrEnd {
      if current == .colon, next.isBlank || (inFlow && next.isFlowIndicator) {
        end = .colon
        break
      }
      if current == .hash, offset > start, byte(at: offset - 1).isWhite {
        end = .comment
        break
      }
      if inFlow, current.isFlowIndicator {
        end = .flowIndicator
        break
      }
      offset += 1
      if !byte(at: offset - 1).isWhite { contentEnd = offset }
    }
    offset = contentEnd
    return (bytes[start..<contentEnd], end)
  }

  /// In block style it stops before the `: ` of a key, which can only stand on the first line. In
  /// flow style, a line that is not indented enough is left to whoever skips space next.
  mutating func readPlain(indent: Int, inFlow: Bool) throws(YAMLFailure) -> YAMLScalar {
    let (start, startLine) = (offset, line)
    var (text, end) = takePlainPart(inFlow: inFlow)
    while end == .line, let breaks = takeContinuation(indent: indent, inFlow: inFlow) {
      text += Self.fold(breaks: breaks)
      let more = takePlainPart(inFlow: inFlow)
      text += more.part
      end = more.end
      if end == .colon, !inFlow {
        skipWhite()
        throw failure(.colonInPlain)
      }
    }
    return YAMLScalar(
      text: String(decoding: text, as: UTF8.self), isPlain: true, offset: start, line: startLine)
  }

  /// One line break folds to a space, more keep all but the first (§6.5).
  static func fold(breaks: Int) -> [UInt8] {
    breaks == 1 ? [.space] : Array(repeating: .lineFeed, count: breaks - 1)
  }

  /// Moves to the first character of the line that the scalar goes on to, and says how many line
  /// breaks are before it; nil, and nothing moved, when the scalar ends here.
  private mutating func takeContinuation(indent: Int, inFlow: Bool) -> Int? {
    let saved = self
    var breaks = 0
    skipWhite()
    while current == .lineFeed {
      takeBreak()
      breaks += 1
      let columnOfContent = skipIndentation()
      guard !current.isBreakOrEnd else { continue }
      if columnOfContent > indent, !startsSomethingElse(inFlow: inFlow) { return breaks }
      break
    }
    self = saved
    return nil
  }

  /// The number of spaces the line begins with; tabs after them are skipped, but do not count.
  mutating func skipIndentation() -> Int {
    while current == .space { offset += 1 }
    let spaces = column
    skipWhite()
    return spaces
  }

  private func startsSomethingElse(inFlow: Bool) -> Bool {
    if current == .hash || isAtDocumentMarker { return true }
    guard inFlow else { return false }
    return current.isFlowIndicator
      || (current == .colon && (next.isBlank || next.isFlowIndicator))
  }
}

// MARK: Quotes (§7.3.1, §7.3.2)

extension YAMLParser {
  /// In single quotes, a quote is written twice; in double quotes there are escapes.
  mutating func readQuoted(indent: Int) throws(YAMLFailure) -> YAMLScalar {
    let (start, startLine) = (offset, line)
    let mark = current
    let hasEscapes = mark == .quote
    var text: [UInt8] = []
    offset += 1
    while true {
      switch current {
      case .apostrophe where mark == .apostrophe && next == .apostrophe:
        text.append(.apostrophe)
        offset += 2
      case mark:
        offset += 1
        return YAMLScalar(
          text: String(decoding: text, as: UTF8.self), isPlain: false, offset: start,
          line: startLine)
      case .end:
        throw YAMLFailure(fault: .unterminatedQuote(hasEscapes ? "\"" : "'"), offset: start)
      case .space, .tab, .lineFeed:
        try takeQuotedSpace(indent: indent, into: &text)
      case .backslash where hasEscapes && next == .lineFeed:
        offset += 1
        let breaks = try takeQuotedBreaks(indent: indent)
        text += Array(repeating: .lineFeed, count: breaks - 1)
      case .backslash where hasEscapes: try takeEscape(into: &text)
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

// MARK: Escapes in double quotes (§5.7)

extension YAMLParser {
  private mutating func takeEscape(into text: inout [UInt8]) throws(YAMLFailure) {
    switch next {
    case UInt8(ascii: "x"): return try takeHexEscape(digitCount: 2, into: &text)
    case UInt8(ascii: "u"): return try takeHexEscape(digitCount: 4, into: &text)
    case UInt8(ascii: "U"): return try takeHexEscape(digitCount: 8, into: &text)
    default: break
    }
    guard let scalar = Self.escaped(next) else { throw failure(.unknownEscape) }
    text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    offset += 2
  }

  private static func escaped(_ byte: UInt8) -> Unicode.Scalar? {
    switch byte {
    case .zero: "\0"
    case UInt8(ascii: "a"): "\u{07}"
    case UInt8(ascii: "b"): "\u{08}"
    case UInt8(ascii: "t"), .tab: "\t"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "v"): "\u{0B}"
    case UInt8(ascii: "f"): "\u{0C}"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "e"): "\u{1B}"
    case .space: " "
    case .quote: "\""
    case .slash: "/"
    case .backslash: "\\"
    case UInt8(ascii: "N"): "\u{85}"
    case UInt8(ascii: "_"): "\u{A0}"
    case UInt8(ascii: "L"): "\u{2028}"
    case UInt8(ascii: "P"): "\u{2029}"
    default: nil
    }
  }

  private mutating func takeHexEscape(
    digitCount: Int, into text: inout [UInt8]
  ) throws(YAMLFailure) {
    var value: UInt32 = 0
    for index in 0..<digitCount {
      guard let digit = byte(at: offset + 2 + index).hexValue else {
        throw failure(.badHexEscape)
      }
      value = value << 4 | UInt32(digit)
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw failure((0xD800...0xDFFF).contains(value) ? .surrogateEscape : .badHexEscape)
    }
    text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    offset += 2 + digitCount
  }
}
