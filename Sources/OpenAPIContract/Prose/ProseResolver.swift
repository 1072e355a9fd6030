import StrictJSON

/// Decides which findings become rules: a description that contradicts itself, or of which a
/// marked part could not be read, sets no rule on values at all.
struct ProseResolver {
  let text: ProseText
  let found: [ProseFinding]
  let failures: [(failure: ProseFailure, range: Range<Int>)]

  func reading() -> ProseReading {
    var unread = failures.map { failure, range in
      ProseReading.Unread(words: text.lines(around: range), why: failure.why)
    }
    var rules: [ProseRule] = []
    do throws(ProseFailure) {
      if unread.isEmpty { rules += try valueRules() }
    } catch {
      let value = found.first { $0.kind.enumeration != nil || $0.kind.range != nil }
      unread.append(.init(words: value.map { words($0.range) } ?? "", why: error.why))
    }
    do throws(ProseFailure) {
      rules += try lengthRules()
    } catch {
      let length = found.first { isLength($0.kind) }
      unread.append(.init(words: length.map { words($0.range) } ?? "", why: error.why))
    }
    rules += statementRules()
    if unread.isEmpty && !rules.contains(where: \.kind.isEnforced) {
      let whole = text.text(text.trimmed(0..<text.count))
      unread = [.init(words: whole, why: "no marker such as 枚举值 or 取值范围 introduces a rule")]
    }
    return ProseReading(rules: rules, unread: unread)
  }

  private func words(_ range: Range<Int>) -> String { text.lines(around: range) }

  private func valueRules() throws(ProseFailure) -> [ProseRule] {
    var rules: [ProseRule] = []
    let enumeration = try soleEnumeration()
    if let (values, range) = enumeration {
      rules.append(ProseRule(kind: .enumeration(values), words: words(range)))
    }
    let numbers = try mergedRange()
    if let (numberRange, range) = numbers {
      rules.append(ProseRule(kind: .range(numberRange), words: words(range)))
    }
    try checkAgreement(enumeration?.0, numbers?.0)
    return rules
  }

  private func soleEnumeration() throws(ProseFailure) -> ([JSONValue], Range<Int>)? {
    var sole: ([JSONValue], Range<Int>)?
    for finding in found {
      guard let values = finding.kind.enumeration else { continue }
      if let sole, Set(sole.0) != Set(values) { throw .statementsDiffer }
      sole = sole ?? (values, finding.range)
    }
    return sole
  }

  private func mergedRange() throws(ProseFailure) -> (NumberRange, Range<Int>)? {
    var merged: (NumberRange, Range<Int>)?
    for finding in found {
      guard let numbers = finding.kind.range else { continue }
      guard let (earlier, start) = merged else {
        merged = (numbers, finding.range)
        continue
      }
      guard let both = earlier.merged(with: numbers), both.isOrdered else {
        throw .statementsDiffer
      }
      merged = (both, start.lowerBound..<max(start.upperBound, finding.range.upperBound))
    }
    return merged
  }

  private func checkAgreement(
    _ enumeration: [JSONValue]?, _ range: NumberRange?
  ) throws(ProseFailure) {
    if let enumeration, let range {
      let isWithin = enumeration.allSatisfy { $0.number.map(range.contains) ?? false }
      if !isWithin { throw .statementsDiffer }
    }
    for value in found.compactMap(\.kind.defaultValue) {
      let isListed = enumeration?.contains(value) ?? true
      let isInRange = range.flatMap { range in value.number.map(range.contains) } ?? true
      if !isListed || !isInRange { throw .defaultIsOutside(JSONWriter.string(value)) }
    }
  }

  private func lengthRules() throws(ProseFailure) -> [ProseRule] {
    let minima = Set(found.compactMap(\.kind.minLength))
    let maxima = Set(found.compactMap(\.kind.maxLength))
    guard minima.count <= 1, maxima.count <= 1, (minima.first ?? 0) <= (maxima.first ?? .max) else {
      throw .statementsDiffer
    }
    return rules(isLength)
  }

  private func isLength(_ kind: ProseRule.Kind) -> Bool {
    kind.minLength != nil || kind.maxLength != nil
  }

  /// 必填 and 可选 in one description say nothing.
  private func statementRules() -> [ProseRule] {
    let isBoth = found.contains { $0.kind == .required } && found.contains { $0.kind == .optional }
    return rules { kind in
      switch kind {
      case .required, .optional: !isBoth
      case .defaultValue: true
      case .enumeration, .range, .minLength, .maxLength: false
      }
    }
  }

  /// The findings of these kinds as rules, each once.
  private func rules(_ isIncluded: (ProseRule.Kind) -> Bool) -> [ProseRule] {
    var rules: [ProseRule] = []
    for finding in found where isIncluded(finding.kind) {
      guard !rules.contains(where: { $0.kind == finding.kind }) else { continue }
      rules.append(ProseRule(kind: finding.kind, words: words(finding.range)))
    }
    return rules
  }
}
