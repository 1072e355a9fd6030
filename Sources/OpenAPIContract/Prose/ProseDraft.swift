import StrictJSON

/// A reading in the making: collects what each reader finds, then settles what contradicts itself.
struct ProseDraft {
  private let text: ProseText
  private let type: ProseType
  private var found: [(kind: ProseRule.Kind, range: Range<Int>)] = []
  private var failures: [(failure: ProseFailure, range: Range<Int>)] = []

  init(text: ProseText, type: ProseType) {
    self.text = text
    self.type = type
  }

  mutating func readMarkers() {
    var end = 0
    for marker in ProseMarker.all(in: text) where marker.range.lowerBound >= end {
      do throws(ProseFailure) {
        let (kind, stop) = try rule(behind: marker)
        found.append((kind, marker.range.lowerBound..<stop))
        end = stop
      } catch {
        failures.append((error, marker.range.lowerBound..<marker.contentStart))
      }
    }
  }

  private func rule(behind marker: ProseMarker) throws(ProseFailure) -> (ProseRule.Kind, Int) {
    if ProseCondition.isDenied(before: marker.range.lowerBound, in: text) { throw .markerIsDenied }
    let sentence = text.sentenceStart(before: marker.range.lowerBound)..<marker.range.lowerBound
    if ProseCondition.stands(in: sentence, of: text) { throw .conditionStandsFirst }
    switch marker.kind {
    case .list: return try listRule(marker)
    case .range: return try rangeRule(marker)
    case .either: return try eitherRule(marker)
    }
  }

  private func listRule(_ marker: ProseMarker) throws(ProseFailure) -> (ProseRule.Kind, Int) {
    // 可选值：1-9 names every integer between.
    if type == .integer, let plain = unbracketedRange(marker) { return plain }
    var reader = ProseListReader(text: text, type: type, start: marker.contentStart)
    let (values, end) = try reader.read()
    return (.enumeration(values), end)
  }

  private func rangeRule(_ marker: ProseMarker) throws(ProseFailure) -> (ProseRule.Kind, Int) {
    if type == .string {
      if let length = lengthRule(marker) { return length }
      return try wordsRule(marker)
    }
    let (range, end) = try ProseRangeReader(text: text, type: type).read(at: marker.contentStart)
    return (.range(range), end)
  }

  /// 取值范围：1-500字符: the length's own reader takes it.
  private func lengthRule(_ marker: ProseMarker) -> (ProseRule.Kind, Int)? {
    let statements = ProseLengthReader(text: text).statements()
    return statements.first { $0.range.lowerBound == marker.contentStart }.map {
      ($0.kind, $0.range.upperBound)
    }
  }

  /// 取值范围：std、pro: words have no range, so they are a list; `5, 10` might be either.
  private func wordsRule(_ marker: ProseMarker) throws(ProseFailure) -> (ProseRule.Kind, Int) {
    let isAboutValues = text.contains(anyOf: ["取值", "可选", "values"], in: marker.range)
    guard isAboutValues else { throw .rangeDoesNotFit(type) }
    var reader = ProseListReader(text: text, type: type, start: marker.contentStart)
    let (values, end) = try reader.read()
    let isQuoted = text.folded[marker.contentStart..<end].contains { $0.closingQuotes != nil }
    let numbers = values.contains { $0.string.flatMap { JSONNumber($0) } != nil }
    guard values.count > 1, isQuoted || !numbers else { throw .rangeDoesNotFit(type) }
    return (.enumeration(values), end)
  }

  private func eitherRule(_ marker: ProseMarker) throws(ProseFailure) -> (ProseRule.Kind, Int) {
    if type.isNumeric {
      if let plain = unbracketedRange(marker) { return plain }
      let next = text[text.skipBlank(from: marker.contentStart)]
      if let next, Unicode.Scalar.openBrackets[next] != nil { throw .bracketIsAmbiguous }
    }
    return try listRule(marker)
  }

  private func unbracketedRange(_ marker: ProseMarker) -> (ProseRule.Kind, Int)? {
    guard let next = text[marker.contentStart], !next.isBracket else { return nil }
    do {
      let (range, end) = try ProseRangeReader(text: text, type: type).read(at: marker.contentStart)
      return (.range(range), end)
    } catch {
      return nil
    }
  }

  /// `种子值(0-4294967295)`, and clauses that are nothing but a bound: 大于等于0.
  mutating func readRanges() {
    guard type.isNumeric else { return }
    let reader = ProseRangeReader(text: text, type: type)
    for clause in text.clauses where !isRead(clause) {
      if isBracketBehindValue(clause), let range = reader.readFilled(clause), !isGuarded(clause) {
        found.append((.range(range), clause))
      } else if ProseComparison.word(in: text, at: clause.lowerBound) != nil, !isGuarded(clause) {
        guard let (range, end) = try? reader.read(at: clause.lowerBound) else { continue }
        found.append((.range(range), clause.lowerBound..<end))
      }
    }
  }

  private func isBracketBehindValue(_ clause: Range<Int>) -> Bool {
    guard let open = text[clause.lowerBound - 1], open == "(" || open == "（" else { return false }
    guard let close = text[clause.upperBound], close == ")" || close == "）" else { return false }
    let before = clause.lowerBound - 2
    return text[before] == "值" || text[before] == "数"
  }

  private func isRead(_ clause: Range<Int>) -> Bool {
    found.contains { $0.range.overlaps(clause) }
  }

  private func isGuarded(_ range: Range<Int>) -> Bool {
    let start = text.sentenceStart(before: range.lowerBound)
    let sentence = start..<text.sentenceEnd(after: range.lowerBound)
    if ProseCondition.stands(in: sentence, of: text) { return true }
    return text.contains(anyOf: ["建议", "推荐", "recommend"], in: sentence)
  }

  mutating func readLengths() {
    guard type == .string else { return }
    for statement in ProseLengthReader(text: text).statements() {
      found.append((statement.kind, statement.range))
    }
  }

  mutating func readStatements() {
    found += ProseStatementReader(text: text, type: type).statements()
  }

  func settled() -> ProseReading {
    ProseSettlement(text: text, found: found, failures: failures).reading()
  }
}
