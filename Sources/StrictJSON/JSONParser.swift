/// The recursive descent over RFC 8259 §2–§7: one pass over the bytes, which it neither owns nor
/// copies. Its recursion is bounded by the depth limit.
struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let limits: JSONLimits
  var offset = 0
  /// An object repeats a name; where is found out afterwards.
  private(set) var foundDuplicates = false
  /// Where a string with escapes is put together; kept from one to the next.
  var scratch = ContiguousArray<UInt8>()

  init(bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func readDocument() throws(JSONFailure) -> JSONValue {
    guard bytes.count <= limits.byteCountMax else {
      throw JSONFailure(fault: .tooLarge(byteCountMax: limits.byteCountMax), offset: 0)
    }
    try checkStart()
    let root = try readValue(depth: 0, expected: .value)
    skipWhitespace()
    guard offset == bytes.count else { throw failureAfterValue() }
    return root
  }

  private mutating func checkStart() throws(JSONFailure) {
    skipWhitespace()
    guard offset < bytes.count else { throw JSONFailure(fault: .empty, offset: offset) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw JSONFailure(fault: .byteOrderMark, offset: 0)
    }
  }

  @inline(__always)
  mutating func skipWhitespace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case .space, .lineFeed, .carriageReturn, .tab: offset += 1
      default: return
      }
    }
  }

  private mutating func readValue(
    depth: Int, expected: JSONFault.Expectation
  ) throws(JSONFailure) -> JSONValue {
    guard offset < bytes.count else { throw unexpected(expected) }
    switch bytes[offset] {
    case .quote: return .string(try readString())
    case .leftBrace: return .object(try readObject(depth: depth + 1))
    case .leftBracket: return .array(try readArray(depth: depth + 1))
    case .minus, .zero ... .nine: return .number(try readNumber())
    default: return try readWord(expected: expected)
    }
  }

  private mutating func readArray(depth: Int) throws(JSONFailure) -> [JSONValue] {
    try checkDepth(depth)
    offset += 1
    var items: [JSONValue] = []
    skipWhitespace()
    if take(.rightBracket) { return items }
    var expected = JSONFault.Expectation.valueOrArrayEnd
    while true {
      items.append(try readValue(depth: depth, expected: expected))
      skipWhitespace()
      if take(.rightBracket) { return items }
      guard take(.comma) else { throw unexpected(.commaOrArrayEnd) }
      skipWhitespace()
      expected = .valueAfterComma
    }
  }

  private mutating func readObject(depth: Int) throws(JSONFailure) -> JSONObject {
    try checkDepth(depth)
    offset += 1
    var members: [JSONObject.Member] = []
    skipWhitespace()
    if take(.rightBrace) { return JSONObject() }
    // Only the root: a request's fields arrive in one allocation, and a hostile body made of many
    // small objects does not claim room that it does not use.
    if depth == 1 { members.reserveCapacity(Self.rootMemberCapacity) }
    var expected = JSONFault.Expectation.nameOrObjectEnd
    while true {
      members.append(try readMember(depth: depth, expected: expected))
      skipWhitespace()
      if take(.rightBrace) { return finish(members) }
      guard take(.comma) else { throw unexpected(.commaOrObjectEnd) }
      skipWhitespace()
      expected = .nameAfterComma
    }
  }

  private static let rootMemberCapacity = 8

  private mutating func readMember(
    depth: Int, expected: JSONFault.Expectation
  ) throws(JSONFailure) -> JSONObject.Member {
    guard offset < bytes.count, bytes[offset] == .quote else { throw unexpected(expected) }
    let name = try readString()
    skipWhitespace()
    guard take(.colon) else { throw unexpected(.colonAfterName) }
    skipWhitespace()
    return JSONObject.Member(name: name, value: try readValue(depth: depth, expected: .value))
  }

  private mutating func finish(_ members: [JSONObject.Member]) -> JSONObject {
    let object = JSONObject(members: members)
    if object.hasDuplicateNames { foundDuplicates = true }
    return object
  }

  private func checkDepth(_ depth: Int) throws(JSONFailure) {
    guard depth <= limits.depthMax else {
      throw JSONFailure(fault: .tooDeep(depthMax: limits.depthMax), offset: offset)
    }
  }

  @inline(__always)
  private mutating func take(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }
}
