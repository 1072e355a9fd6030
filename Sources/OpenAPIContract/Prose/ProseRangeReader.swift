import StrictJSON

/// Reads two bounds: `[0, 1]`, `(0, 1]`, `1-9`, `0~1`, `1 到 9`, `≥0`. It reads them for certain or
/// throws why not.
struct ProseRangeReader {
  let text: ProseText
  let type: ProseType

  /// The range that begins at `start`, and where it ends; what follows must not add to it.
  func read(at start: Int) throws(ProseFailure) -> (range: NumberRange, end: Int) {
    guard let (range, end) = bounds(at: text.skipBlank(from: start)) else { throw .rangeIsUnclear }
    try check(range)
    return (range, try checkEnd(end))
  }

  /// The range that fills `(0-4294967295)` wholly; nil when there is anything else in it.
  func readFilled(_ content: Range<Int>) -> NumberRange? {
    let inner = text.trimmed(content)
    guard let (range, end) = span(at: inner.lowerBound), end == inner.upperBound else { return nil }
    do {
      try check(range)
      return range
    } catch {
      return nil
    }
  }

  private func check(_ range: NumberRange) throws(ProseFailure) {
    guard range.isOrdered else { throw .rangeIsUnclear }
    guard type.isNumeric else { throw .rangeDoesNotFit(type) }
    let bounds = [range.lower, range.upper].compactMap { $0?.value }
    guard type != .integer || bounds.allSatisfy(\.isInteger) else { throw .rangeDoesNotFit(type) }
  }

  private func bounds(at start: Int) -> (NumberRange, Int)? {
    bracketed(at: start) ?? span(at: start) ?? ProseComparison.range(in: text, at: start)
  }

  private func bracketed(at start: Int) -> (NumberRange, Int)? {
    guard let open = text[start], Unicode.Scalar.openBrackets[open] != nil else { return nil }
    guard let (lower, lowerEnd) = bound(at: text.skipSpaces(from: start + 1)) else { return nil }
    guard let middle = separatorEnd(at: text.skipSpaces(from: lowerEnd), inBrackets: true) else {
      return nil
    }
    guard let (upper, upperEnd) = bound(at: text.skipSpaces(from: middle)) else { return nil }
    let end = text.skipSpaces(from: upperEnd)
    guard let close = text[end], [")", "）", "]", "］", "】"].contains(close) else { return nil }
    let isLowerOpen = open == "(" || open == "（"
    let isUpperOpen = close == ")" || close == "）"
    // Round brackets on both sides are mere punctuation as often as an open interval.
    guard !(isLowerOpen && isUpperOpen) else { return nil }
    let range = NumberRange(
      lower: lower.map { .init($0, isExclusive: isLowerOpen) },
      upper: upper.map { .init($0, isExclusive: isUpperOpen) })
    return (range, end + 1)
  }

  /// A number, or nil for infinity, which bounds nothing.
  private func bound(at start: Int) -> (JSONNumber?, Int)? {
    if let end = text.end(ofAny: ProseWords.infinities, at: start) {
      return (nil, end)
    }
    guard let (digits, end) = text.number(at: start), let number = JSONNumber(digits) else {
      return nil
    }
    return (number, end)
  }

  /// `1-9`, `0 ~ 1`, `1 到 9`.
  private func span(at start: Int) -> (NumberRange, Int)? {
    guard let (lower, lowerEnd) = text.number(at: start) else { return nil }
    guard let middle = separatorEnd(at: text.skipSpaces(from: lowerEnd), inBrackets: false) else {
      return nil
    }
    guard let (upper, end) = text.number(at: text.skipSpaces(from: middle)) else { return nil }
    guard let low = JSONNumber(lower), let high = JSONNumber(upper) else { return nil }
    return (NumberRange(lower: .init(low), upper: .init(high)), end)
  }

  private func separatorEnd(at start: Int, inBrackets: Bool) -> Int? {
    if let end = text.end(ofAny: ProseWords.spanSigns, at: start) { return end }
    return inBrackets ? text.end(ofAny: ProseWords.boundCommas, at: start) : nil
  }

  /// Behind the bounds: a counter, a gloss, then nothing that could be another value.
  private func checkEnd(_ bounds: Int) throws(ProseFailure) -> Int {
    let end = text.end(ofAny: ProseWords.rangeTails, at: text.skipSpaces(from: bounds)) ?? bounds
    let next = text.skipSpaces(from: skipGloss(from: end))
    guard let scalar = text[next] else { return end }
    if text.end(ofAny: ProseWords.rangeJoiners, at: next) != nil { throw .rangeHasExceptions }
    if text.isNumberClause(at: next) { throw .rangeHasExceptions }
    if scalar.endsClause {
      if !scalar.endsSentence { try checkClause(at: text.skipBlank(from: next + 1)) }
      return end
    }
    guard next > end || scalar == "." else { throw .rangeIsUnclear }
    return end
  }

  private func checkClause(at start: Int) throws(ProseFailure) {
    if text.end(ofAny: ProseWords.rangeExceptions, at: start) != nil {
      throw .rangeHasExceptions
    }
    guard start < text.count else { return }
    let rest = start..<text.sentenceEnd(after: start)
    if ProseCondition.stands(in: rest, of: text) { throw .conditionStandsFirst }
  }

  private func skipGloss(from start: Int) -> Int {
    let open = text.skipSpaces(from: start)
    guard text[open] == "(" || text[open] == "（" else { return start }
    let end = text.folded[open...].firstIndex { $0 == ")" || $0 == "）" }
    return end.map { $0 + 1 } ?? start
  }
}

/// Bounds in words or signs: 大于等于 1, ≥0, 不超过 10, "at most 4".
enum ProseComparison {
  case atLeast, moreThan, atMost, lessThan

  private static let words: [(ProseComparison, [String])] = [
    (.atLeast, ProseWords.atLeast), (.moreThan, ProseWords.moreThan),
    (.atMost, ProseWords.atMost), (.lessThan, ProseWords.lessThan),
  ]

  /// The comparison at `start` and where its number begins.
  static func word(in text: ProseText, at start: Int) -> (ProseComparison, Int)? {
    guard text.isWordEnd(start) else { return nil }
    let matches = words.compactMap { kind, words in
      text.end(ofAny: words, at: start).map { (kind, $0) }
    }
    guard let (kind, end) = matches.max(by: { $0.1 < $1.1 }) else { return nil }
    guard text.isWordEnd(end) else { return nil }
    var number = text.skipSpaces(from: end)
    if let connected = text.end(ofAny: ProseWords.boundConnectors, at: number) {
      number = text.skipSpaces(from: connected)
    }
    return (kind, number)
  }

  /// `≥0`, or two of them: `≥0，≤1`, `大于等于0且小于等于1`.
  static func range(in text: ProseText, at start: Int) -> (NumberRange, Int)? {
    guard var (range, end) = single(in: text, at: start) else { return nil }
    let joiner = text.end(
      ofAny: ProseWords.comparisonJoiners, at: text.skipSpaces(from: end))
    let nextStart = text.skipSpaces(from: joiner ?? end)
    let second = text.end(ofAny: ProseWords.and, at: nextStart) ?? nextStart
    if joiner != nil, let (other, otherEnd) = single(in: text, at: text.skipSpaces(from: second)),
      let merged = range.merged(with: other)
    {
      range = merged
      end = otherEnd
    }
    return (range, end)
  }

  private static func single(in text: ProseText, at start: Int) -> (NumberRange, Int)? {
    guard let (kind, numberStart) = word(in: text, at: start) else { return nil }
    guard let (digits, end) = text.number(at: numberStart), let number = JSONNumber(digits) else {
      return nil
    }
    return (kind.range(number), end)
  }

  private func range(_ number: JSONNumber) -> NumberRange {
    switch self {
    case .atLeast: NumberRange(lower: .init(number), upper: nil)
    case .moreThan: NumberRange(lower: .init(number, isExclusive: true), upper: nil)
    case .atMost: NumberRange(lower: nil, upper: .init(number))
    case .lessThan: NumberRange(lower: nil, upper: .init(number, isExclusive: true))
    }
  }
}
