import StrictJSON

/// Reads the bare statements of a description: 必填, 可选, `默认值：X`. 图生视频必带 ("needed for
/// image-to-video") is a condition, so it is none.
struct ProseStatementReader {
  private let text: ProseText
  private let type: ProseType

  init(text: ProseText, type: ProseType) {
    self.text = text
    self.type = type
  }

  private static let required = [
    "必需", "必填", "必须", "必传", "必选", "必填项", "必传项", "必选项", "必填参数", "必需参数", "必传参数", "required",
  ]
  private static let optional = [
    "可选", "选填", "非必填", "非必需", "非必须", "非必传", "可不填", "可选项", "可选参数", "optional",
  ]
  /// What a field is needed *for*: then it is not needed always.
  private static let modes = ["图生", "文生", "模式下", "场景", "首尾帧", "其他", "其它"]

  func statements() -> [(kind: ProseRule.Kind, range: Range<Int>)] {
    text.clauses.compactMap { clause in
      let word = firstWord(of: clause)
      if isWord(word, oneOf: Self.optional) { return (.optional, clause) }
      guard isWord(word, oneOf: Self.required), !isConditional(clause) else { return nil }
      return (.required, clause)
    } + defaults()
  }

  private func isWord(_ range: Range<Int>, oneOf words: [String]) -> Bool {
    words.contains { text.end(of: $0, at: range.lowerBound) == range.upperBound }
  }

  private func firstWord(of clause: Range<Int>) -> Range<Int> {
    var end = clause.lowerBound
    while end < clause.upperBound, !text.folded[end].isProseSpace, text.folded[end] != "." {
      end += 1
    }
    return clause.lowerBound..<end
  }

  private func isConditional(_ clause: Range<Int>) -> Bool {
    let next = text.skipSpaces(from: clause.upperBound)
    if let scalar = text[next], Unicode.Scalar.openBrackets[scalar] != nil { return true }
    let start = text.sentenceStart(before: clause.lowerBound)
    let sentence = start..<text.sentenceEnd(after: clause.lowerBound)
    if ProseCondition.stands(in: sentence, of: text) { return true }
    return text.contains(anyOf: Self.modes, in: sentence)
  }

  private func defaults() -> [(kind: ProseRule.Kind, range: Range<Int>)] {
    text.folded.indices.compactMap { start in
      guard isClauseStart(start), let end = text.end(ofAny: Self.defaultWords, at: start) else {
        return nil
      }
      guard text.isWordEnd(end), let (value, valueEnd) = value(at: end) else { return nil }
      return (.defaultValue(value), start..<valueEnd)
    }
  }

  private static let defaultWords = [
    "默认值", "默认", "缺省值", "缺省", "default", "default value", "defaults",
  ]

  private func isClauseStart(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    return text.folded[index - 1].endsClause || text.folded[index - 1].isProseSpace
  }

  private func value(at end: Int) -> (JSONValue, Int)? {
    var index = text.skipSpaces(from: end)
    if let connected = text.end(ofAny: [":", "：", "为", "是", "=", "to ", "is "], at: index) {
      index = text.skipSpaces(from: connected)
    }
    guard let first = text[index] else { return nil }
    if let quotes = first.closingQuotes {
      guard let close = text.raw[(index + 1)...].firstIndex(where: quotes.contains) else {
        return nil
      }
      return type.value(text.text(index + 1..<close), isQuoted: true).map { ($0, close + 1) }
    }
    var stop = index
    while let scalar = text[stop], !scalar.endsClause, !scalar.isProseSpace { stop += 1 }
    if stop > index, text[stop - 1] == "." { stop -= 1 }
    let item = ProseListItem(text: text.foldedDigits(index..<stop), isQuoted: false)
    guard item.isASCIIWord else { return nil }
    return type.value(item.text, isQuoted: false).map { ($0, stop) }
  }
}
