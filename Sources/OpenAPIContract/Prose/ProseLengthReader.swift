/// Reads how long a text may be: 不能超过500个字符, ≤1000字符, 1-500 个字符, "at most 500 characters".
/// Bytes, megabytes and pixels are other measures and are left alone.
struct ProseLengthReader {
  let text: ProseText

  /// Every length that stands under no condition and is no mere advice.
  func lengths() -> [ProseFinding] {
    var found: [ProseFinding] = []
    var index = 0
    while index < text.count {
      let here = lengths(at: index)
      found += here.filter { !isGuarded($0.range) }
      index = here.last?.range.upperBound ?? index + 1
    }
    return found
  }

  private func lengths(at start: Int) -> [ProseFinding] {
    if let compared = compared(at: start) { return [compared] }
    guard start == 0 || text[start - 1]?.isASCIIDigit != true, text[start - 1] != "." else {
      return []
    }
    guard let (digits, end) = text.number(at: start), let count = Int(digits), count >= 0 else {
      return []
    }
    if let within = within(count, start: start, end: end) { return [within] }
    return span(from: count, start: start, end: end)
  }

  private func compared(at start: Int) -> ProseFinding? {
    guard let (comparison, numberStart) = ProseComparison.word(in: text, at: start) else {
      return nil
    }
    guard let (digits, end) = text.number(at: numberStart), let count = Int(digits), count >= 0,
      let unitEnd = unitEnd(at: end) ?? (isUnitBefore(start) && isClauseEnd(end) ? end : nil)
    else { return nil }
    return kind(comparison, count).map { ProseFinding(kind: $0, range: start..<unitEnd) }
  }

  private func kind(_ comparison: ProseComparison, _ count: Int) -> ProseRule.Kind? {
    switch comparison {
    case .atLeast: .minLength(count)
    case .moreThan: count < Int.max ? .minLength(count + 1) : nil
    case .atMost: .maxLength(count)
    case .lessThan: count > 0 ? .maxLength(count - 1) : nil
    }
  }

  /// 500个字符以内.
  private func within(_ count: Int, start: Int, end: Int) -> ProseFinding? {
    guard let unitEnd = unitEnd(at: end),
      let tail = text.end(ofAny: ProseWords.within, at: text.skipSpaces(from: unitEnd))
    else { return nil }
    return ProseFinding(kind: .maxLength(count), range: start..<tail)
  }

  /// 1-500 个字符.
  private func span(from lower: Int, start: Int, end: Int) -> [ProseFinding] {
    let middle = text.end(ofAny: ProseWords.lengthSpanSigns, at: text.skipSpaces(from: end))
    guard let middle, let (digits, upperEnd) = text.number(at: text.skipSpaces(from: middle)),
      let upper = Int(digits), upper >= lower, let unitEnd = unitEnd(at: upperEnd)
    else { return [] }
    let range = start..<unitEnd
    return [
      ProseFinding(kind: .minLength(lower), range: range),
      ProseFinding(kind: .maxLength(upper), range: range),
    ]
  }

  /// 字符数不超过500: the unit stands first, and no other behind the number.
  private func isUnitBefore(_ start: Int) -> Bool {
    ProseWords.lengthUnitsBefore.contains { unit in
      let unitStart = start - unit.unicodeScalars.count
      return unitStart >= 0 && text.end(of: unit, at: unitStart) == start
    }
  }

  private func isClauseEnd(_ index: Int) -> Bool {
    text[text.skipSpaces(from: index)]?.endsClause ?? true
  }

  /// 字 is a character, unless it is the beginning of 字节 (byte) or 字段 (field).
  private func unitEnd(at start: Int) -> Int? {
    var index = text.skipSpaces(from: start)
    if let counter = text.end(of: "个", at: index) { index = text.skipSpaces(from: counter) }
    if let end = text.end(ofAny: ProseWords.characters, at: index) {
      return text.isWordEnd(end) ? end : nil
    }
    guard let end = text.end(ofAny: ProseWords.hanCharacters, at: index) else { return nil }
    return text.end(ofAny: ProseWords.notCharacters, at: end) == nil ? end : nil
  }

  /// The sentence holds a condition, advice, or another measure than the whole text's length.
  private func isGuarded(_ range: Range<Int>) -> Bool {
    if ProseCondition.stands(in: text.sentence(around: range), of: text) { return true }
    let clauseStart =
      text.folded[..<range.lowerBound].lastIndex { $0.endsClause }.map { $0 + 1 } ?? 0
    let clauseEnd = text.folded[range.upperBound...].firstIndex { $0.endsClause } ?? text.count
    return text.contains(anyOf: ProseWords.lengthAdvice, in: clauseStart..<clauseEnd)
  }
}
