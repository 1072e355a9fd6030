internal import StrictJSON

/// Plain scalars (YAML 1.2.2 §7.3.3), which may go on over lines.
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

  /// In block style; stops before the `: ` of a key. That colon is only a key's on the first line.
  mutating func readBlockPlain(indent: Int) throws(YAMLFailure) -> YAMLScalar {
    let (start, startLine) = (offset, line)
    let (part, end) = takePlainPart(inFlow: false)
    var text = part
    var lastEnd = end
    while lastEnd == .line, let breaks = takeContinuation(indent: indent, inFlow: false) {
      text += Self.fold(breaks: breaks)
      let (more, end) = takePlainPart(inFlow: false)
      text += more
      lastEnd = end
      if end == .colon {
        skipWhite()
        throw failure(.colonInPlain)
      }
    }
    return YAMLScalar(
      text: String(decoding: text, as: UTF8.self), isPlain: true, offset: start, line: startLine)
  }

  /// In flow style; a line that is not indented enough is left to whoever skips space next.
  mutating func readFlowPlain(indent: Int) -> YAMLScalar {
    let (start, startLine) = (offset, line)
    let (part, end) = takePlainPart(inFlow: true)
    var text = part
    var lastEnd = end
    while lastEnd == .line, let breaks = takeContinuation(indent: indent, inFlow: true) {
      text += Self.fold(breaks: breaks)
      let (more, end) = takePlainPart(inFlow: true)
      text += more
      lastEnd = end
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
