internal import StrictJSON

/// Finds the line of every part of a JSON text that the strict reader has already accepted, so that
/// it can walk the text by the value and needs no checks of its own.
struct JSONLocator {
  let bytes: [UInt8]
  var offset = 0
  var line: Int

  static func locate(_ root: JSONValue, in bytes: [UInt8], firstLine: Int) -> LocatedValue {
    var locator = JSONLocator(bytes: bytes, line: firstLine)
    return locator.visit(root)
  }

  private mutating func visit(_ value: JSONValue) -> LocatedValue {
    skipWhitespace()
    let startLine = line
    switch value {
    case .null, .bool, .number: skipWord()
    case .string: skipString()
    case .array(let items): return visit(items)
    case .object(let object): return visit(object)
    }
    return LocatedValue(line: startLine, kind: .scalar(value))
  }

  private mutating func visit(_ items: [JSONValue]) -> LocatedValue {
    let startLine = line
    offset += 1
    var located: [LocatedValue] = []
    for item in items {
      located.append(visit(item))
      skipSeparator()
    }
    if items.isEmpty { skipSeparator() }
    return LocatedValue(line: startLine, kind: .array(located))
  }

  private mutating func visit(_ object: JSONObject) -> LocatedValue {
    let startLine = line
    offset += 1
    var located: [LocatedValue.Member] = []
    for member in object.members {
      skipWhitespace()
      let nameLine = line
      skipString()
      skipSeparator()
      located.append(.init(name: member.name, value: visit(member.value).moved(to: nameLine)))
      skipSeparator()
    }
    if object.members.isEmpty { skipSeparator() }
    return LocatedValue(line: startLine, kind: .object(located))
  }

  /// A comma, a colon or a closing bracket.
  private mutating func skipSeparator() {
    skipWhitespace()
    offset += 1
  }

  private mutating func skipWord() {
    while offset < bytes.count, !bytes[offset].endsWord { offset += 1 }
  }

  private mutating func skipString() {
    offset += 1
    while offset < bytes.count, bytes[offset] != .quote {
      offset += bytes[offset] == .backslash ? 2 : 1
    }
    offset += 1
  }

  private mutating func skipWhitespace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case .lineFeed: line += 1
      case .carriageReturn:
        if offset + 1 == bytes.count || bytes[offset + 1] != .lineFeed { line += 1 }
      case .space, .tab: break
      default: return
      }
      offset += 1
    }
  }
}

extension UInt8 {
  fileprivate var endsWord: Bool {
    isWhite || isFlowIndicator || self == .lineFeed || self == .carriageReturn
  }
}
