import StrictJSON

/// Decides what of the findings stands: a description that contradicts itself, or of which a
/// marked part could not be read, sets no rule on values at all.
struct ProseSettlement {
  private let text: ProseText
  private var found: [(kind: ProseRule.Kind, range: Range<Int>)]
  private var failures: [(failure: ProseFailure, range: Range<Int>)]

  init(
    text: ProseText, found: [(kind: ProseRule.Kind, range: Range<Int>)],
    failures: [(failure: ProseFailure, range: Range<Int>)]
  ) {
    self.text = text
    self.found = found
    self.failures = failures
  }

  func reading() -> ProseReading {
    var rules: [ProseRule] = []
    var unread = failures.map { failure, range in
      ProseReading.Unread(words: text.lines(around: range), why: failure.why)
    }
    do throws(ProseFailure) {
      if unread.isEmpty { rules += try valueRules() }
    } catch {
      unread.append(.init(words: valueWords, why: error.why))
    }
    rules += lengthRules(&unread)
    rules += statementRules()
    if unread.isEmpty && !rules.contains(where: \.isEnforced) {
      let whole = text.text(text.trimmed(0..<text.count))
      unread = [.init(words: whole, why: "no marker such as 枚举值 or 取值范围 introduces a rule")]
    }
    return ProseReading(rules: rules, unread: unread)
  }

  private func words(_ range: Range<Int>) -> String { text.lines(around: range) }

  private var valueWords: String {
    let isValueRule: (ProseRule.Kind) -> Bool = { kind in
      switch kind {
      case .enumeration, .range: true
      case .minLength, .maxLength, .required, .optional, .defaultValue: false
      }
    }
    return found.first { isValueRule($0.kind) }.map { words($0.range) } ?? ""
  }

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
    for case (.enumeration(let values), let range) in found {
      if let sole, Set(sole.0) != Set(values) { throw .statementsDiffer }
      sole = sole ?? (values, range)
    }
    return sole
  }

  private func mergedRange() throws(ProseFailure) -> (NumberRange, Range<Int>)? {
    var merged: (NumberRange, Range<Int>)?
    for case (.range(let numbers), let range) in found {
      guard let (earlier, start) = merged else {
        merged = (numbers, range)
        continue
      }
      guard let both = earlier.merged(with: numbers), both.isOrdered else {
        throw .statementsDiffer
      }
      merged = (both, start.lowerBound..<max(start.upperBound, range.upperBound))
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
    for case .defaultValue(let value) in found.map(\.kind) {
      let isListed = enumeration?.contains(value) ?? true
      let isInRange = range.flatMap { range in value.number.map(range.contains) } ?? true
      if !isListed || !isInRange { throw .defaultIsOutside(JSONWriter.string(value)) }
    }
  }

  private func lengthRules(_ unread: inout [ProseReading.Unread]) -> [ProseRule] {
    let lengths = found.filter { isLength($0.kind) }
    let minima = Set(lengths.compactMap { length($0.kind, isMinimum: true) })
    let maxima = Set(lengths.compactMap { length($0.kind, isMinimum: false) })
    guard let first = lengths.first else { return [] }
    let isOrdered = (minima.first ?? 0) <= (maxima.first ?? .max)
    guard minima.count <= 1, maxima.count <= 1, isOrdered else {
      unread.append(.init(words: words(first.range), why: ProseFailure.statementsDiffer.why))
      return []
    }
    var rules: [ProseRule] = []
    for (kind, range) in lengths where !rules.contains(where: { $0.kind == kind }) {
      rules.append(ProseRule(kind: kind, words: words(range)))
    }
    return rules
  }

  private func isLength(_ kind: ProseRule.Kind) -> Bool {
    length(kind, isMinimum: true) != nil || length(kind, isMinimum: false) != nil
  }

  private func length(_ kind: ProseRule.Kind, isMinimum: Bool) -> Int? {
    switch kind {
    case .minLength(let length): isMinimum ? length : nil
    case .maxLength(let length): isMinimum ? nil : length
    case .enumeration, .range, .required, .optional, .defaultValue: nil
    }
  }

  /// 必填 and 可选 in one description say nothing.
  private func statementRules() -> [ProseRule] {
    let isBoth = found.contains { $0.kind == .required } && found.contains { $0.kind == .optional }
    var rules: [ProseRule] = []
    for (kind, range) in found where !rules.contains(where: { $0.kind == kind }) {
      switch kind {
      case .required, .optional: if !isBoth { rules.append(.init(kind: kind, words: words(range))) }
      case .defaultValue: rules.append(ProseRule(kind: kind, words: words(range)))
      case .enumeration, .range, .minLength, .maxLength: break
      }
    }
    return rules
  }
}
