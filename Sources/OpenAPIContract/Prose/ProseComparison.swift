import StrictJSON

/// Bounds in words or signs: 大于等于 1, ≥0, 不超过 10, "at most 4".
enum ProseComparison {
  case atLeast, moreThan, atMost, lessThan

  private static let words: [(ProseComparison, [String])] = [
    (
      .atLeast,
      [
        "大于等于", "大于或等于", "不小于", "不低于", "不少于", "不得少于", "不能少于", "不可少于", "不得小于", "不能小于", "至少", "最少",
        "最小值", "最小", "最短", "≥", "≧", ">=", "at least", "no less than", "not less than",
        "minimum", "min",
      ]
    ),
    (.moreThan, ["大于", "高于", "多于", ">", "greater than", "more than"]),
    (
      .atMost,
      [
        "小于等于", "小于或等于", "少于等于", "不大于", "不高于", "不多于", "不超过", "不超", "不能超过", "不可超过", "不得超过", "不应超过",
        "不要超过", "不能大于", "不得大于", "不得多于", "不能多于", "至多", "最多", "最多支持", "最多可输入", "最多输入", "最大长度", "长度限制",
        "长度上限", "最大值", "最大", "最长", "上限", "≤", "≦", "<=",
        "at most", "no more than", "not exceed", "not more than", "up to", "maximum", "max",
      ]
    ),
    (.lessThan, ["小于", "低于", "少于", "<", "less than", "fewer than"]),
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
    if let connected = text.end(ofAny: [":", "：", "为", "是", "可达", "of "], at: number) {
      number = text.skipSpaces(from: connected)
    }
    return (kind, number)
  }

  /// `≥0`, or two of them: `≥0，≤1`, `大于等于0且小于等于1`.
  static func range(in text: ProseText, at start: Int) -> (NumberRange, Int)? {
    guard var (range, end) = single(in: text, at: start) else { return nil }
    let joiner = text.end(
      ofAny: ["，", ",", "、", "且", "并且", "和", "and "], at: text.skipSpaces(from: end))
    let nextStart = text.skipSpaces(from: joiner ?? end)
    let second = text.end(ofAny: ["且", "并且", "和"], at: nextStart) ?? nextStart
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
