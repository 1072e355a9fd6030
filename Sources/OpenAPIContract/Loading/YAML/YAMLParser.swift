internal import StrictJSON

/// The recursive descent over YAML 1.2.2 chapters 6 to 9, one character of lookahead but for the
/// lines that a plain scalar may go on to. Its recursion is bounded by the depth limit.
///
/// Between nodes of block style it stands at the first character of a line's content, or the end.
struct YAMLParser {
  let bytes: [UInt8]
  let depthMax: Int
  var offset = 0
  var lineStart = 0
  var line: Int
  var depth = 0

  /// - Parameter bytes: checked UTF-8 with LF for every line break.
  init(bytes: [UInt8], firstLine: Int, depthMax: Int) {
    self.bytes = bytes
    self.depthMax = depthMax
    line = firstLine
  }

  var current: UInt8 { byte(at: offset) }
  var next: UInt8 { byte(at: offset + 1) }
  var column: Int { offset - lineStart }
  var isAtEnd: Bool { offset >= bytes.count }

  func byte(at offset: Int) -> UInt8 {
    offset < bytes.count ? bytes[offset] : .end
  }

  func failure(_ fault: YAMLFault) -> YAMLFailure {
    YAMLFailure(fault: fault, offset: offset)
  }

  /// `---` or `...` in the first column (YAML 1.2.2 §9.1.2).
  var isAtDocumentMarker: Bool { isAt("---") || isAt("...") }

  func isAt(_ marker: StaticString) -> Bool {
    guard column == 0, byte(at: offset + 3).isBlank else { return false }
    for index in 0..<3 where byte(at: offset + index) != marker.utf8Start[index] { return false }
    return true
  }

  var isAtDash: Bool { current == .minus && next.isBlank }

  // MARK: White space, comments, lines

  /// Whether a tab was among it.
  @discardableResult
  mutating func skipWhite() -> Bool {
    var hasTab = false
    while current.isWhite {
      if current == .tab { hasTab = true }
      offset += 1
    }
    return hasTab
  }

  mutating func takeBreak() {
    offset += 1
    line += 1
    lineStart = offset
  }

  /// A comment, when one begins here; it must follow white space or begin its line.
  mutating func skipComment() throws(YAMLFailure) {
    guard current == .hash else { return }
    guard offset == lineStart || byte(at: offset - 1).isWhite else {
      throw failure(.commentWithoutSpace)
    }
    while !current.isBreakOrEnd { offset += 1 }
  }

  /// To the next line that has content. Only white space and a comment may be left on this one.
  mutating func finishLine() throws(YAMLFailure) {
    skipWhite()
    try skipComment()
    guard current.isBreakOrEnd else { throw failure(.contentAfterValue) }
    try skipBlankLines()
  }

  /// Over lines that are blank or hold only a comment, from a line's start or its end.
  mutating func skipBlankLines() throws(YAMLFailure) {
    while true {
      let hasTab = skipWhite()
      try skipComment()
      guard !isAtEnd else { return }
      guard current == .lineFeed else {
        if hasTab { throw failure(.tabIndentation) }
        return
      }
      takeBreak()
    }
  }

  // MARK: Depth

  mutating func enter() throws(YAMLFailure) {
    depth += 1
    guard depth <= depthMax else { throw failure(.tooDeep(depthMax: depthMax)) }
  }

  mutating func leave() {
    depth -= 1
  }
}

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

/// The bytes that YAML gives a meaning (YAML 1.2.2 §5.3), beyond those of JSON.
extension UInt8 {
  /// Stands for the end of the text; no printable text holds it.
  static var end: UInt8 { 0 }
  static var exclamation: UInt8 { 0x21 }
  static var hash: UInt8 { 0x23 }
  static var percent: UInt8 { 0x25 }
  static var ampersand: UInt8 { 0x26 }
  static var apostrophe: UInt8 { 0x27 }
  static var greater: UInt8 { 0x3E }
  static var question: UInt8 { 0x3F }
  static var at: UInt8 { 0x40 }
  static var backtick: UInt8 { 0x60 }
  static var bar: UInt8 { 0x7C }

  var isWhite: Bool { self == .space || self == .tab }
  var isBreakOrEnd: Bool { self == .lineFeed || self == .end }
  /// White space, a line break, or the end: what must follow an indicator.
  var isBlank: Bool { isWhite || isBreakOrEnd }

  /// `,[]{}`
  var isFlowIndicator: Bool {
    switch self {
    case .comma, .leftBracket, .rightBracket, .leftBrace, .rightBrace: true
    default: false
    }
  }
}
