internal import StrictJSON

/// Block style (YAML 1.2.2 chapter 8): structure by indentation.
extension YAMLParser {
  /// Where a node is looked for; it decides which collections may begin there.
  enum Place {
    case ownLine
    case afterDocumentMarker
    case afterDash
    case afterColon
  }

  /// The node that belongs to the indicator before it, or null when there is none.
  ///
  /// - Parameter indent: the column of the collection that it belongs to; -1 for the root. The
  ///   node must be indented further, but for a sequence as the value of a key.
  mutating func readNode(indent: Int, place: Place) throws(YAMLFailure) -> LocatedValue {
    let startLine = line
    guard place != .ownLine else { return try readContent(indent: indent, place: .ownLine) }
    let hasTab = skipWhite()
    guard current.isBreakOrEnd || current == .hash else {
      return try readInline(indent: indent, place: place, hasTab: hasTab)
    }
    try finishLine()
    let isCompactSequence = place == .afterColon && column == indent && isAtDash
    guard !isAtEnd, !isAtDocumentMarker, column > indent || isCompactSequence else {
      return LocatedValue(line: startLine, kind: .scalar(.null))
    }
    return try readContent(indent: indent, place: .ownLine)
  }

  /// A node on the line of its indicator. After `- ` a collection may begin there, and its column
  /// counts: it must not depend on a tab's width.
  private mutating func readInline(
    indent: Int, place: Place, hasTab: Bool
  ) throws(YAMLFailure) -> LocatedValue {
    let start = offset
    let node = try readContent(indent: indent, place: place)
    guard hasTab else { return node }
    switch node.kind {
    case .scalar: return node
    case .array, .object:
      let isFlow = bytes[start] == .leftBracket || bytes[start] == .leftBrace
      guard isFlow else { throw YAMLFailure(fault: .tabIndentation, offset: start) }
      return node
    }
  }

  private mutating func readContent(
    indent: Int, place: Place
  ) throws(YAMLFailure) -> LocatedValue {
    if isAtDash { return try readSequence(place: place) }
    try checkNodeStart()
    switch current {
    case .bar, .greater: return try readBlockScalar(indent: indent)
    case .leftBracket, .leftBrace: return try readFlowAsBlock(indent: indent)
    default: return try readScalarOrMapping(indent: indent, place: place)
    }
  }

  // MARK: What a node may begin with (§5.3)

  /// Refuses the indicators that are not read, and those that YAML reserves.
  func checkNodeStart() throws(YAMLFailure) {
    switch current {
    case .ampersand: throw failure(.anchor)
    case .asterisk: throw failure(.alias)
    case .exclamation: throw failure(.tag)
    case .question where next.isBlank: throw failure(.complexKey)
    case .colon where next.isBlank: throw failure(.missingKey)
    case .at, .backtick: throw failure(.reservedIndicator(indicator))
    case .percent, .comma, .rightBracket, .rightBrace:
      throw failure(.unexpectedIndicator(indicator))
    default: return
    }
  }

  var indicator: String { String(decoding: [current], as: UTF8.self) }

  // MARK: Sequences (§8.2.1)

  private mutating func readSequence(place: Place) throws(YAMLFailure) -> LocatedValue {
    guard place == .ownLine || place == .afterDash else { throw failure(.sequenceInline) }
    try enter()
    defer { leave() }
    let (startLine, indent) = (line, column)
    var items: [LocatedValue] = []
    repeat {
      let itemLine = line
      offset += 1
      items.append(try readNode(indent: indent, place: .afterDash).moved(to: itemLine))
    } while try continues(at: indent) && isAtDash
    return LocatedValue(line: startLine, kind: .array(items))
  }

  /// Whether the line at hand belongs to the collection of this column.
  private func continues(at indent: Int) throws(YAMLFailure) -> Bool {
    guard !isAtEnd, !isAtDocumentMarker, column >= indent else { return false }
    guard column == indent else { throw failure(.badIndentation) }
    return true
  }

  // MARK: Mappings (§8.2.2)

  private mutating func readScalarOrMapping(
    indent: Int, place: Place
  ) throws(YAMLFailure) -> LocatedValue {
    let keyColumn = column
    let scalar = try readScalar(indent: indent, place: place)
    skipWhite()
    guard current == .colon, next.isBlank else {
      try finishLine()
      return LocatedValue(line: scalar.line, kind: .scalar(try scalar.value()))
    }
    guard place == .ownLine || place == .afterDash else {
      throw failure(scalar.isPlain ? .colonInPlain : .mappingInline)
    }
    return try readMapping(firstKey: scalar, indent: keyColumn)
  }

  private mutating func readScalar(
    indent: Int, place: Place
  ) throws(YAMLFailure) -> YAMLScalar {
    switch current {
    case .quote, .apostrophe: try readQuoted(indent: indent)
    default: try readPlain(indent: indent, inFlow: false)
    }
  }

  private mutating func readMapping(
    firstKey: YAMLScalar, indent: Int
  ) throws(YAMLFailure) -> LocatedValue {
    try enter()
    defer { leave() }
    var members = YAMLMembers()
    var key = firstKey
    while true {
      try checkKey(key)
      offset += 1
      try members.check(key)
      let value = try readNode(indent: indent, place: .afterColon)
      members.append(key, value: value.moved(to: key.line))
      guard try continues(at: indent) else { break }
      key = try readKey(indent: indent)
    }
    return LocatedValue(line: firstKey.line, kind: .object(members.all))
  }

  private mutating func readKey(indent: Int) throws(YAMLFailure) -> YAMLScalar {
    if isAtDash { throw failure(.itemAmongKeys) }
    try checkNodeStart()
    switch current {
    case .bar, .greater: throw failure(.missingColon)
    case .leftBracket, .leftBrace: throw failure(.complexKey)
    default: break
    }
    let key = try readScalar(indent: indent, place: .ownLine)
    skipWhite()
    guard current == .colon, next.isBlank else {
      throw YAMLFailure(fault: .missingColon, offset: key.offset)
    }
    return key
  }

  /// An implicit key stands on one line, with at most 1024 characters before its colon (§7.4.2).
  func checkKey(_ key: YAMLScalar) throws(YAMLFailure) {
    guard key.line == line else { throw YAMLFailure(fault: .keyOverLines, offset: key.offset) }
    let length = bytes[key.offset..<offset].count { $0 & 0xC0 != 0x80 }
    guard length <= 1024 else { throw YAMLFailure(fault: .keyTooLong, offset: key.offset) }
  }
}

/// The members of one mapping, no name twice (YAML 1.2.2 §3.2.1.3).
struct YAMLMembers {
  private(set) var all: [LocatedValue.Member] = []
  private var names: Set<JSONName> = []

  /// Refuses a key whose name stands already, before its value is read.
  func check(_ key: YAMLScalar) throws(YAMLFailure) {
    let name = try key.name()
    guard names.contains(JSONName(name)) else { return }
    let first = all.first { CodePoints.areEqual($0.name, name) }
    throw YAMLFailure(
      fault: .duplicateKey(name, firstLine: first?.value.line ?? key.line), offset: key.offset)
  }

  mutating func append(_ key: YAMLScalar, value: LocatedValue) {
    names.insert(JSONName(key.text))
    all.append(LocatedValue.Member(name: key.text, value: value))
  }
}
