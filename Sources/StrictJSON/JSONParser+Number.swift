/// Numbers (RFC 8259 §6): checked by the grammar, kept as text.
extension JSONParser {
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
      throw JSONFailure(
        fault: .unexpected(finding(at: start), expected: expected), offset: start)
    }
    return end
  }
}
