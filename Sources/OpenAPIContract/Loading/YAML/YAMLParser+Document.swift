internal import StrictJSON

/// The document as a whole (YAML 1.2.2 chapter 9), of which there may be one.
extension YAMLParser {
  mutating func readDocument() throws(YAMLFailure) -> LocatedValue {
    skipByteOrderMark()
    try skipBlankLines()
    let hasDirective = try readDirectives()
    guard !isAtEnd, !isAt("...") else { throw failure(.noDocument) }
    let root = try readRoot(hasDirective: hasDirective)
    try finishDocument()
    return root
  }

  private mutating func skipByteOrderMark() {
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    offset = 3
    lineStart = 3
  }

  private mutating func readRoot(hasDirective: Bool) throws(YAMLFailure) -> LocatedValue {
    if isAt("---") {
      offset += 3
      return try readNode(indent: -1, place: .afterDocumentMarker)
    }
    guard !hasDirective else { throw failure(.directiveWithoutDocument) }
    return try readNode(indent: -1, place: .ownLine)
  }

  private mutating func finishDocument() throws(YAMLFailure) {
    if isAt("...") {
      offset += 3
      try finishLine()
      guard isAtEnd else { throw failure(.severalDocuments) }
    }
    if isAt("---") { throw failure(.severalDocuments) }
    guard isAtEnd else { throw failure(.contentAfterDocument) }
  }

  private mutating func readDirectives() throws(YAMLFailure) -> Bool {
    guard current == .percent, column == 0 else { return false }
    guard bytes[offset...].starts(with: "%YAML".utf8), byte(at: offset + 5).isWhite else {
      throw failure(.unsupportedDirective)
    }
    offset += 5
    skipWhite()
    guard bytes[offset...].starts(with: "1.2".utf8), byte(at: offset + 3).isBlank else {
      throw failure(.unsupportedVersion)
    }
    offset += 3
    try finishLine()
    if current == .percent { throw failure(.unsupportedDirective) }
    return true
  }
}
