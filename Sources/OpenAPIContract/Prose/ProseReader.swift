import StrictJSON

/// Turns a description into rules, where the words leave no doubt.
///
/// Pages of this family write their constraints in prose (`枚举值 5, 10`). Only an explicit marker
/// makes a rule, every value must fit the declared type, and whatever is not certain is reported
/// as unread: never guessed, never enforced. It knows no schema, only the declared type.
struct ProseReader {
  let type: ProseType

  func read(_ description: String) -> ProseReading {
    guard description.utf8.count <= Self.descriptionBytesMax else {
      let words = String(description.prefix(80))
      return ProseReading(unread: [.init(words: words, why: "it is longer than any rule")])
    }
    let text = ProseText(description)
    let whole = text.trimmed(0..<text.count)
    guard !whole.isEmpty else { return ProseReading() }
    if let example = example(text, whole) { return ProseReading(example: example) }
    var scan = ProseScan(text: text, type: type)
    scan.readMarkers()
    scan.readRanges()
    if type == .string { scan.found += ProseLengthReader(text: text).lengths() }
    scan.found += ProseStatementReader(text: text, type: type).statements()
    return ProseResolver(text: text, found: scan.found, failures: scan.failures).reading()
  }

  /// 64 KiB of description hold no rule; scanning them is linear, yet needless.
  private static let descriptionBytesMax = 64 << 10

  /// A description that is nothing but a number for a number: `0.5`.
  private func example(_ text: ProseText, _ whole: Range<Int>) -> JSONValue? {
    guard type.isNumeric else { return nil }
    return type.value(text.foldedText(whole), isQuoted: false)
  }
}

/// Collects what each reader finds in one text.
private struct ProseScan {
  let text: ProseText
  let type: ProseType
  var found: [ProseFinding] = []
  var failures: [(failure: ProseFailure, range: Range<Int>)] = []

  mutating func readMarkers() {
    var end = 0
    for marker in ProseMarker.all(in: text) where marker.range.lowerBound >= end {
      do throws(ProseFailure) {
        let (kind, stop) = try rule(behind: marker)
        found.append(ProseFinding(kind: kind, range: marker.range.lowerBound..<stop))
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
    let (values, end) = try list(marker)
    return (.enumeration(values), end)
  }

  private func list(_ marker: ProseMarker) throws(ProseFailure) -> (values: [JSONValue], end: Int) {
    var reader = ProseListReader(text: text, type: type, index: marker.contentStart)
    return try reader.read()
  }

  private func rangeRule(_ marker: ProseMarker) throws(ProseFailure) -> (ProseRule.Kind, Int) {
    if type == .string {
      if let length = lengthRule(marker) { return length }
      return try wordsRule(marker)
    }
    let (range, end) = try ProseRangeReader(text: text, type: type).read(at: marker.contentStart)
    return (.range(range), end)
  }

  /// 取值范围：1-500字符 is a length.
  private func lengthRule(_ marker: ProseMarker) -> (ProseRule.Kind, Int)? {
    let lengths = ProseLengthReader(text: text).lengths()
    return lengths.first { $0.range.lowerBound == marker.contentStart }.map {
      ($0.kind, $0.range.upperBound)
    }
  }

  /// 取值范围：std、pro: words have no range, so they are a list; `5, 10` might be either.
  private func wordsRule(_ marker: ProseMarker) throws(ProseFailure) -> (ProseRule.Kind, Int) {
    let isAboutValues = text.contains(anyOf: ProseWords.values, in: marker.range)
    guard isAboutValues else { throw .rangeDoesNotFit(type) }
    let (values, end) = try list(marker)
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
    let read = try? ProseRangeReader(text: text, type: type).read(at: marker.contentStart)
    return read.map { (.range($0.range), $0.end) }
  }

  /// `种子值(0-4294967295)`, and clauses that are nothing but a bound: 大于等于0.
  mutating func readRanges() {
    guard type.isNumeric else { return }
    let reader = ProseRangeReader(text: text, type: type)
    for clause in text.clauses where !found.contains(where: { $0.range.overlaps(clause) }) {
      if isBracketBehindValue(clause), let range = reader.readFilled(clause), !isGuarded(clause) {
        found.append(ProseFinding(kind: .range(range), range: clause))
      } else if ProseComparison.word(in: text, at: clause.lowerBound) != nil, !isGuarded(clause) {
        guard let (range, end) = try? reader.read(at: clause.lowerBound) else { continue }
        found.append(ProseFinding(kind: .range(range), range: clause.lowerBound..<end))
      }
    }
  }

  private func isBracketBehindValue(_ clause: Range<Int>) -> Bool {
    guard let open = text[clause.lowerBound - 1], open == "(" || open == "（" else { return false }
    guard let close = text[clause.upperBound], close == ")" || close == "）" else { return false }
    let before = clause.lowerBound - 2
    return text[before] == "值" || text[before] == "数"
  }

  private func isGuarded(_ range: Range<Int>) -> Bool {
    let sentence = text.sentence(around: range)
    return ProseCondition.stands(in: sentence, of: text)
      || text.contains(anyOf: ProseWords.rangeAdvice, in: sentence)
  }
}
