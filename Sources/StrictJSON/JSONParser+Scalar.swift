/// `true`, `false`, `null` (RFC 8259 §3), numbers (§6), and the errors where no value stands.
extension JSONParser {
  mutating func readWord(
    expected: JSONFault.Expectation
  ) throws(JSONFailure) -> JSONValue {
    switch bytes[offset] {
    case UInt8(ascii: "t") where takeWord("true"): return .bool(true)
    case UInt8(ascii: "f") where takeWord("false"): return .bool(false)
    case UInt8(ascii: "n") where takeWord("null"): return .null
    case UInt8(ascii: "/") where startsComment:
      throw JSONFailure(fault: .commentNotAllowed, offset: offset)
    case UInt8(ascii: "'"): throw JSONFailure(fault: .singleQuoted, offset: offset)
    case .plus: throw JSONFailure(fault: .leadingPlus, offset: offset)
    case let byte where byte.isLetter:
      throw JSONFailure(fault: .unknownWord(word), offset: offset)
    default: throw unexpected(expected)
    }
  }

  /// A number is checked by the grammar and kept as text.
  mutating func readNumber() throws(JSONFailure) -> JSONNumber {
    let start = offset
    offset = try scanNumber()
    return JSONNumber(checkedText: String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  /// The offset after the number that begins here.
  func scanNumber() throws(JSONFailure) -> Int {
    var end = offset
    if has(.minus, at: end) { end += 1 }
    let wholeStart = end
    end = try skipDigits(from: end, expected: .digit)
    if bytes[wholeStart] == .zero, end > wholeStart + 1 {
      throw JSONFailure(fault: .leadingZero, offset: wholeStart)
    }
    if has(.period, at: end) {
      end = try skipDigits(from: end + 1, expected: .digitAfterPeriod)
    }
    if has(.lowercaseE, at: end) || has(.uppercaseE, at: end) {
      end += 1
      if has(.plus, at: end) || has(.minus, at: end) { end += 1 }
      end = try skipDigits(from: end, expected: .digitInExponent)
    }
    return end
  }

  @inline(__always)
  private func has(_ byte: UInt8, at offset: Int) -> Bool {
    offset < bytes.count && bytes[offset] == byte
  }

  private func skipDigits(
    from start: Int, expected: JSONFault.Expectation
  ) throws(JSONFailure) -> Int {
    var end = start
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    guard end > start else {
      throw JSONFailure(fault: .unexpected(finding(at: start), expected: expected), offset: start)
    }
    return end
  }

  private mutating func takeWord(_ word: StaticString) -> Bool {
    let end = offset + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    for index in 0..<word.utf8CodeUnitCount where bytes[offset + index] != word.utf8Start[index] {
      return false
    }
    guard end == bytes.count || !bytes[end].isLetter else { return false }
    offset = end
    return true
  }

  var startsComment: Bool {
    guard offset + 1 < bytes.count, bytes[offset] == .slash else { return false }
    return bytes[offset + 1] == .slash || bytes[offset + 1] == .asterisk
  }

  /// For the message only, so it is cut.
  private var word: String {
    String(decoding: bytes[offset...].prefix(20).prefix { $0.isLetter }, as: UTF8.self)
  }

  func unexpected(_ expected: JSONFault.Expectation) -> JSONFailure {
    if startsComment { return JSONFailure(fault: .commentNotAllowed, offset: offset) }
    return JSONFailure(fault: .unexpected(finding(at: offset), expected: expected), offset: offset)
  }

  func failureAfterValue() -> JSONFailure {
    if startsComment { return JSONFailure(fault: .commentNotAllowed, offset: offset) }
    return JSONFailure(fault: .contentAfterValue(finding(at: offset)), offset: offset)
  }

  func finding(at offset: Int) -> JSONFault.Finding {
    guard offset < bytes.count else { return .end }
    guard let length = UTF8Check.sequenceLength(in: bytes, at: offset, end: bytes.count) else {
      return .byte(bytes[offset])
    }
    let text = String(decoding: bytes[offset..<(offset + length)], as: UTF8.self)
    return text.unicodeScalars.first.map { .character($0) } ?? .byte(bytes[offset])
  }
}
