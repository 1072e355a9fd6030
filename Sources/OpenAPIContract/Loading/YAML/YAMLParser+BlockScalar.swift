internal import StrictJSON

/// Literal and folded scalars (YAML 1.2.2 §8.1).
extension YAMLParser {
  private struct BlockHeader {
    var isFolded = false
    var chomping: UInt8?
    var indentation: Int?
  }

  mutating func readBlockScalar(indent: Int) throws(YAMLFailure) -> LocatedValue {
    let startLine = line
    let header = try readBlockHeader(indent: indent)
    if current == .lineFeed { takeBreak() }
    let contentIndent = try contentIndent(header, indent: indent)
    let text = takeBlockText(indent: contentIndent, header: header)
    try checkBlockEnd()
    try skipBlankLines()
    return LocatedValue(
      line: startLine, kind: .scalar(.string(String(decoding: text, as: UTF8.self))))
  }

  private func contentIndent(_ header: BlockHeader, indent: Int) throws(YAMLFailure) -> Int {
    if let digit = header.indentation { return indent + digit }
    return try detectIndent(indent)
  }

  /// The indicators after `|` or `>`, in either order, and a comment.
  private mutating func readBlockHeader(indent: Int) throws(YAMLFailure) -> BlockHeader {
    var header = BlockHeader(isFolded: current == .greater)
    offset += 1
    while !current.isBlank {
      switch current {
      case .plus where header.chomping == nil, .minus where header.chomping == nil:
        header.chomping = current
      case 0x31...0x39 where header.indentation == nil:
        guard indent >= 0 else { throw failure(.rootBlockIndicator) }
        header.indentation = Int(current &- .zero)
      default: throw failure(.badBlockHeader)
      }
      offset += 1
    }
    skipWhite()
    try skipComment()
    guard current.isBreakOrEnd else { throw failure(.badBlockHeader) }
    return header
  }

  /// The spaces before the first line that has more than spaces; blank lines before it must not
  /// have more. At least one further than the parent.
  private func detectIndent(_ indent: Int) throws(YAMLFailure) -> Int {
    var start = offset
    var widest = (spaces: 0, offset: offset)
    while start < bytes.count {
      var end = start
      while byte(at: end) == .space { end += 1 }
      let spaces = end - start
      guard byte(at: end).isBreakOrEnd else {
        guard spaces > indent else { break }
        guard widest.spaces <= spaces else {
          throw YAMLFailure(fault: .badBlockIndentation, offset: widest.offset)
        }
        return spaces
      }
      if spaces > widest.spaces { widest = (spaces, end) }
      start = end + 1
    }
    return max(indent + 1, widest.spaces)
  }

  private mutating func takeBlockText(indent: Int, header: BlockHeader) -> [UInt8] {
    var text: [UInt8] = []
    var leadingBreak = 0
    var trailingBreaks = takeBlankLines(indent: indent)
    var followsSpaced = true
    while isAtBlockLine(indent: indent) {
      let isSpaced = current.isWhite
      let folds = header.isFolded && leadingBreak > 0 && !followsSpaced && !isSpaced
      if folds, trailingBreaks == 0 { text.append(.space) }
      let breaks = folds ? trailingBreaks : leadingBreak + trailingBreaks
      text += repeatElement(.lineFeed, count: breaks)
      followsSpaced = isSpaced
      takeLine(into: &text)
      leadingBreak = current == .lineFeed ? 1 : 0
      if leadingBreak > 0 { takeBreak() }
      trailingBreaks = takeBlankLines(indent: indent)
    }
    switch header.chomping {
    case .minus: break
    case .plus: text += repeatElement(.lineFeed, count: leadingBreak + trailingBreaks)
    default: text += repeatElement(.lineFeed, count: leadingBreak)
    }
    return text
  }

  /// Two ends that readers of YAML disagree about: a last line of spaces that no line break ends,
  /// and a line that begins with a tab where the text is over.
  private func checkBlockEnd() throws(YAMLFailure) {
    if current == .tab { throw failure(.tabIndentation) }
    if isAtEnd, byte(at: bytes.count - 1) == .space { throw failure(.unfinishedBlock) }
  }

  /// Stands after the indentation of a line that belongs to the text.
  private func isAtBlockLine(indent: Int) -> Bool {
    guard !isAtEnd, column == indent else { return false }
    return !(indent == 0 && isAtDocumentMarker)
  }

  private mutating func takeLine(into text: inout [UInt8]) {
    let start = offset
    while !current.isBreakOrEnd { offset += 1 }
    text += bytes[start..<offset]
  }

  /// Over blank lines, of no more spaces than the indentation, and over the indentation of the
  /// line that follows; the number of the former.
  private mutating func takeBlankLines(indent: Int) -> Int {
    var count = 0
    while true {
      while column < indent, current == .space { offset += 1 }
      guard current == .lineFeed else { return count }
      takeBreak()
      count += 1
    }
  }
}
