internal import StrictJSON

/// Flow style (YAML 1.2.2 §7.4): structure by brackets, as in JSON.
extension YAMLParser {
  /// One node of flow style, not yet told whether it is a key.
  enum FlowNode {
    case scalar(YAMLScalar)
    case collection(LocatedValue, offset: Int)

    /// Before the value of a quoted key or collection, the colon needs no space after it (§7.4.2).
    var isJSONLike: Bool {
      switch self {
      case .scalar(let scalar): !scalar.isPlain
      case .collection: true
      }
    }
  }

  /// A flow collection where block style goes on after it.
  mutating func readFlowAsBlock(indent: Int) throws(YAMLFailure) -> LocatedValue {
    let value = try readFlowCollection(indent: indent)
    skipWhite()
    if current == .colon, next.isBlank { throw failure(.complexKey) }
    try finishLine()
    return value
  }

  private mutating func readFlowCollection(indent: Int) throws(YAMLFailure) -> LocatedValue {
    try enter()
    defer { leave() }
    let startLine = line
    let isSequence = current == .leftBracket
    offset += 1
    let kind: LocatedValue.Kind =
      isSequence
      ? .array(try readFlowItems(indent: indent)) : .object(try readFlowMembers(indent: indent))
    return LocatedValue(line: startLine, kind: kind)
  }

  private mutating func readFlowItems(indent: Int) throws(YAMLFailure) -> [LocatedValue] {
    var items: [LocatedValue] = []
    while true {
      try skipFlowSpace(indent: indent, close: "]")
      if take(.rightBracket) { return items }
      items.append(try readFlowItem(indent: indent))
      try skipFlowSpace(indent: indent, close: "]")
      if take(.rightBracket) { return items }
      guard take(.comma) else { throw failure(.flowSeparatorExpected("]")) }
    }
  }

  /// An item may be a pair without braces, `[a: 1]`: then it is a mapping of its own.
  private mutating func readFlowItem(indent: Int) throws(YAMLFailure) -> LocatedValue {
    let startLine = line
    let node = try readFlowNode(indent: indent)
    skipWhite()
    guard try isAtFlowColon(after: node) else { return try value(of: node) }
    let key = try key(of: node)
    try checkKey(key)
    offset += 1
    let name = try key.name()
    let value = try readFlowValue(indent: indent, close: "]", keyLine: startLine)
    return LocatedValue(
      line: startLine, kind: .object([LocatedValue.Member(name: name, value: value)]))
  }

  private mutating func readFlowMembers(
    indent: Int
  ) throws(YAMLFailure) -> [LocatedValue.Member] {
    var members = YAMLMembers()
    while true {
      try skipFlowSpace(indent: indent, close: "}")
      if take(.rightBrace) { return members.all }
      // `{:x}` is a key by the letter; other readers take it for a value without one.
      if current == .colon { throw failure(.missingKey) }
      let node = try readFlowNode(indent: indent)
      let key = try key(of: node)
      try members.check(key)
      try skipFlowSpace(indent: indent, close: "}")
      var value = LocatedValue(line: key.line, kind: .scalar(.null))
      if try isAtFlowColon(after: node) {
        offset += 1
        value = try readFlowValue(indent: indent, close: "}", keyLine: key.line)
        try skipFlowSpace(indent: indent, close: "}")
      }
      members.append(key, value: value)
      if take(.rightBrace) { return members.all }
      guard take(.comma) else { throw failure(.flowSeparatorExpected("}")) }
    }
  }

  private mutating func readFlowValue(
    indent: Int, close: String, keyLine: Int
  ) throws(YAMLFailure) -> LocatedValue {
    try skipFlowSpace(indent: indent, close: close)
    switch current {
    case .comma, .rightBracket, .rightBrace:
      return LocatedValue(line: keyLine, kind: .scalar(.null))
    default:
      return try value(of: try readFlowNode(indent: indent)).moved(to: keyLine)
    }
  }

  private mutating func readFlowNode(indent: Int) throws(YAMLFailure) -> FlowNode {
    let start = offset
    switch current {
    case .leftBracket, .leftBrace:
      return .collection(try readFlowCollection(indent: indent), offset: start)
    case .quote, .apostrophe: return .scalar(try readQuoted(indent: indent))
    case .comma: throw failure(.flowEntryExpected)
    default:
      try checkFlowStart()
      return .scalar(try readPlain(indent: indent, inFlow: true))
    }
  }

  /// In flow style, further characters end a scalar before it has begun (§7.3.3). A `?x` does not
  /// by the letter, but other readers take the indicator for one.
  func checkFlowStart() throws(YAMLFailure) {
    try checkNodeStart()
    switch current {
    case .bar, .greater: throw failure(.unexpectedIndicator(indicator))
    case .question: throw failure(.complexKey)
    case .colon where next.isFlowIndicator: throw failure(.missingKey)
    case .minus where next.isBlank || next.isFlowIndicator:
      throw failure(.unexpectedIndicator(indicator))
    default: return
    }
  }

  /// `{a:, b}` is `a` without a value by the letter (§7.3.3), but other readers take the colon for
  /// a part of the key: it is refused.
  private func isAtFlowColon(after node: FlowNode) throws(YAMLFailure) -> Bool {
    guard current == .colon else { return false }
    if node.isJSONLike || next.isBlank { return true }
    guard next.isFlowIndicator else { return false }
    throw failure(.tightFlowColon)
  }

  private func value(of node: FlowNode) throws(YAMLFailure) -> LocatedValue {
    switch node {
    case .collection(let value, _): value
    case .scalar(let scalar):
      LocatedValue(line: scalar.line, kind: .scalar(try scalar.value()))
    }
  }

  private func key(of node: FlowNode) throws(YAMLFailure) -> YAMLScalar {
    switch node {
    case .scalar(let scalar): return scalar
    case .collection(_, let offset): throw YAMLFailure(fault: .complexKey, offset: offset)
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    offset += 1
    return true
  }

  /// White space, comments and line breaks; every further line must be indented as the parent of
  /// the whole collection asks (§6.7).
  private mutating func skipFlowSpace(indent: Int, close: String) throws(YAMLFailure) {
    skipWhite()
    try skipComment()
    while current == .lineFeed {
      takeBreak()
      if isAtDocumentMarker { throw failure(.documentMarkerInside) }
      let spaces = skipIndentation()
      try skipComment()
      guard current == .lineFeed || isAtEnd || spaces > indent else {
        throw failure(.flowIndentation)
      }
    }
    if isAtEnd { throw failure(.flowUnclosed(close)) }
  }
}
