import StrictJSON

/// Numbers, strings, arrays and alternatives. Each function returns whether the walk goes on.
extension Validator {
  mutating func validate(_ number: JSONNumber, _ rules: NumberRules, _ node: SchemaNode) -> Bool {
    if !rules.range.contains(number), !reportRange(number, rules.range, node) { return false }
    if let divisor = rules.multipleOf, !number.isMultiple(of: divisor) {
      let goesOn = report(
        .multipleOf, node, expected: divisor.text, actual: Self.short(number),
        "\(Self.short(number)) is not a multiple of \(divisor.text)")
      guard goesOn else { return false }
    }
    guard let format = rules.format, !format.admits(number) else { return true }
    return report(
      .format, node, expected: format.rawValue, actual: Self.short(number),
      "\(Self.short(number)) is not \(format.words)")
  }

  private static func short(_ number: JSONNumber) -> String { ValueWords.short(.number(number)) }

  private mutating func reportRange(
    _ number: JSONNumber, _ range: NumberRange, _ node: SchemaNode
  ) -> Bool {
    if let lower = range.lower, !NumberRange(lower: lower, upper: nil).contains(number) {
      let (rule, words): (RuleName, String) =
        lower.isExclusive ? (.exclusiveMinimum, "not more than") : (.minimum, "less than")
      guard reportBound(lower, number, node, rule, words) else { return false }
    }
    if let upper = range.upper, !NumberRange(lower: nil, upper: upper).contains(number) {
      let (rule, words): (RuleName, String) =
        upper.isExclusive ? (.exclusiveMaximum, "not less than") : (.maximum, "more than")
      guard reportBound(upper, number, node, rule, words) else { return false }
    }
    return true
  }

  private mutating func reportBound(
    _ bound: NumberRange.Bound, _ number: JSONNumber, _ node: SchemaNode, _ rule: RuleName,
    _ words: String
  ) -> Bool {
    report(
      rule, node, expected: Self.short(bound.value), actual: Self.short(number),
      "\(Self.short(number)) is \(words) \(Self.short(bound.value))")
  }

  mutating func validate(_ text: String, _ rules: StringRules, _ node: SchemaNode) -> Bool {
    guard
      rules.fitsLength(text)
        || validateCount(
          text.unicodeScalars.count, rules.lengthMin, rules.lengthMax, node,
          (.minLength, .maxLength), "character", "characters")
    else { return false }
    if let format = rules.format, !format.admits(text) {
      let goesOn = report(
        .format, node, expected: format.rawValue, actual: ValueWords.short(.string(text)),
        "\(ValueWords.short(.string(text))) is not \(format.words)")
      guard goesOn else { return false }
    }
    guard let pattern = rules.pattern, !pattern.matches(text) else { return true }
    return report(
      .pattern, node, expected: ValueWords.elide(pattern.text),
      actual: ValueWords.short(.string(text)),
      "\(ValueWords.short(.string(text))) does not match \(ValueWords.elide(pattern.text))")
  }

  /// "has 501 characters, more than 500".
  mutating func validateCount(
    _ count: Int, _ min: Int?, _ max: Int?, _ node: SchemaNode,
    _ rules: (min: RuleName, max: RuleName), _ unit: String, _ units: String
  ) -> Bool {
    if let min, count < min {
      return report(
        rules.min, node, expected: String(min), actual: String(count),
        "has \(count) \(count == 1 ? unit : units), fewer than \(min)")
    }
    guard let max, count > max else { return true }
    return report(
      rules.max, node, expected: String(max), actual: String(count),
      "has \(count) \(count == 1 ? unit : units), more than \(max)")
  }

  mutating func validate(_ items: [JSONValue], _ rules: ArrayRules, _ node: SchemaNode) -> Bool {
    guard
      validateCount(
        items.count, rules.countMin, rules.countMax, node, (.minItems, .maxItems), "item", "items")
    else { return false }
    if let id = rules.items {
      for index in items.indices where !validate(items[index], id, at: .index(index)) {
        return false
      }
    }
    guard rules.isUnique, let (first, second) = ArrayRules.firstEqualPair(items) else {
      return true
    }
    return report(
      .uniqueItems, node, expected: "unique items", actual: ValueWords.short(items[second]),
      "items \(first) and \(second) are equal: \(ValueWords.short(items[second]))")
  }
}

// MARK: Alternatives

extension Validator {
  mutating func validate(
    _ value: JSONValue, _ combination: Combination, _ node: SchemaNode
  ) -> Bool {
    for id in combination.allOf where !validate(value, id, isBranch: true) { return false }
    guard validateAny(value, combination.anyOf, node) else { return false }
    guard validateOne(value, combination.oneOf, node) else { return false }
    guard let not = combination.not else { return true }
    let (count, isInconclusive) = countValid(value, [not])
    guard count > 0, !isInconclusive else { return true }
    return report(
      .not, node, expected: "anything else", actual: ValueWords.short(value),
      "\(ValueWords.short(value)) is what the page excludes")
  }

  private mutating func validateAny(
    _ value: JSONValue, _ ids: [SchemaID], _ node: SchemaNode
  ) -> Bool {
    guard !ids.isEmpty else { return true }
    for id in ids where isValid(value, id) { return true }
    guard collects else { return false }
    let why = reasons(value, ids)
    return report(
      .anyOf, node, expected: "any of \(ids.count) alternatives", actual: ValueWords.short(value),
      "\(ValueWords.short(value)) fits none of \(ids.count) alternatives\(why)")
  }

  private mutating func validateOne(
    _ value: JSONValue, _ ids: [SchemaID], _ node: SchemaNode
  ) -> Bool {
    guard !ids.isEmpty else { return true }
    let (count, isInconclusive) = countValid(value, ids)
    // What was accepted unchecked may be invalid, so a second match proves nothing.
    if count == 1 || (isInconclusive && count > 0) { return true }
    guard collects else { return false }
    let why = count == 0 ? reasons(value, ids) : ", not exactly one"
    return report(
      .oneOf, node, expected: "exactly one of \(ids.count) alternatives",
      actual: ValueWords.short(value),
      "\(ValueWords.short(value)) fits \(count == 0 ? "none" : "\(count)") of \(ids.count) "
        + "alternatives\(why)")
  }

  /// How many of the schemas the value satisfies, and whether a bound cut that short.
  private mutating func countValid(
    _ value: JSONValue, _ ids: [SchemaID]
  ) -> (count: Int, isInconclusive: Bool) {
    let before = exceededBudget
    exceededBudget = false
    var count = 0
    for id in ids where isValid(value, id) { count += 1 }
    let isInconclusive = exceededBudget
    exceededBudget = before || isInconclusive
    return (count, isInconclusive)
  }

  /// The first reason of each alternative, up to three.
  private mutating func reasons(_ value: JSONValue, _ ids: [SchemaID]) -> String {
    let kept = result
    var words: [String] = []
    for id in ids.prefix(3) {
      result = ValidationResult()
      validate(value, id, isBranch: true)
      if let first = result.violations.first { words.append(first.message) }
    }
    result = kept
    if words.isEmpty { return "" }
    return " (\(words.joined(separator: "; or "))\(ids.count > 3 ? "; …" : ""))"
  }
}
