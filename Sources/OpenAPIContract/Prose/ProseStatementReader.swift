import StrictJSON

/// Reads the bare statements of a description: 必填, 可选, `默认值：X`. 图生视频必带 ("needed for
/// image-to-video") is a condition, so it is none.
struct ProseStatementReader {
  let text: ProseText
  let type: ProseType

  func statements() -> [ProseFinding] {
    text.clauses.compactMap { clause in
      let word = firstWord(of: clause)
      if isWord(word, oneOf: ProseWords.optional) {
        return ProseFinding(kind: .optional, range: clause)
      }
      guard isWord(word, oneOf: ProseWords.required), !isConditional(clause) else { return nil }
      return ProseFinding(kind: .required, range: clause)
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
    let sentence = text.sentence(around: clause)
    if ProseCondition.stands(in: sentence, of: text) { return true }
    return text.contains(anyOf: ProseWords.modes, in: sentence)
  }

  private func defaults() -> [ProseFinding] {
    text.folded.indices.compactMap { start in
      guard isClauseStart(start), let end = text.end(ofAny: ProseWords.defaults, at: start) else {
        return nil
      }
      guard text.isWordEnd(end), let (value, valueEnd) = value(at: end) else { return nil }
      return ProseFinding(kind: .defaultValue(value), range: start..<valueEnd)
    }
  }

  private func isClauseStart(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    return text.folded[index - 1].endsClause || text.folded[index - 1].isProseSpace
  }

  private func value(at end: Int) -> (JSONValue, Int)? {
    var index = text.skipSpaces(from: end)
    if let connected = text.end(ofAny: ProseWords.defaultConnectors, at: index) {
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
