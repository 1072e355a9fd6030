import StrictJSON

/// Numbers, strings, arrays and alternatives: each broken rule in words.
extension SchemaExaminer {
  mutating func examine(_ number: JSONNumber, _ rules: NumberRules, _ node: SchemaNode) {
    let text = ValueWords.short(.number(number))
    if let lower = rules.range.lower, !NumberRange(lower: lower, upper: nil).contains(number) {
      reportBound(lower, text, node, (.minimum, "less than"), (.exclusiveMinimum, "not more than"))
    }
    if let upper = rules.range.upper, !NumberRange(lower: nil, upper: upper).contains(number) {
      reportBound(upper, text, node, (.maximum, "more than"), (.exclusiveMaximum, "not less than"))
    }
    if let divisor = rules.multipleOf, !rules.isMultiple(number) {
      report(
        .multipleOf, node, expected: divisor.text, actual: text,
        "\(text) is not a multiple of \(divisor.text)")
    }
    if let format = rules.format, !rules.fitsFormat(number) {
      report(
        .format, node, expected: format.rawValue, actual: text, "\(text) is not \(format.words)")
    }
  }

  private mutating func reportBound(
    _ bound: NumberRange.Bound, _ text: String, _ node: SchemaNode,
    _ inclusive: (rule: RuleName, words: String), _ exclusive: (rule: RuleName, words: String)
  ) {
    let (rule, words) = bound.isExclusive ? exclusive : inclusive
    let limit = ValueWords.short(.number(bound.value))
    report(rule, node, expected: limit, actual: text, "\(text) is \(words) \(limit)")
  }

  mutating func examine(_ text: String, _ rules: StringRules, _ node: SchemaNode) {
    if !rules.fitsLength(text) {
      let count = text.unicodeScalars.count
      reportCount(
        count, rules.lengthMin, rules.lengthMax, node, (.minLength, .maxLength), "character")
    }
    let short = ValueWords.short(.string(text))
    if let format = rules.format, !rules.fitsFormat(text) {
      report(
        .format, node, expected: format.rawValue, actual: short, "\(short) is not \(format.words)")
    }
    if let pattern = rules.pattern, !judge.fits(pattern, text) {
      let expected = ValueWords.elide(pattern.text)
      report(
        .pattern, node, expected: expected, actual: short, "\(short) does not match \(expected)")
    }
  }

  /// "has 501 characters, more than 500".
  mutating func reportCount(
    _ count: Int, _ min: Int?, _ max: Int?, _ node: SchemaNode,
    _ rules: (min: RuleName, max: RuleName), _ unit: String, _ plural: String? = nil
  ) {
    let words = "\(count) \(count == 1 ? unit : plural ?? unit + "s")"
    if let min, count < min {
      report(
        rules.min, node, expected: String(min), actual: String(count),
        "has \(words), fewer than \(min)")
    }
    if let max, count > max {
      report(
        rules.max, node, expected: String(max), actual: String(count),
        "has \(words), more than \(max)")
    }
  }

  mutating func examine(_ items: [JSONValue], _ rules: ArrayRules, _ node: SchemaNode) {
    reportCount(items.count, rules.countMin, rules.countMax, node, (.minItems, .maxItems), "item")
    for index in items.indices {
      guard let id = schema(at: index, rules) else { continue }
      path.push(.index(index))
      examine(items[index], id, isBranch: false)
      path.pop()
    }
    if rules.rest == .nothing, items.count > rules.tuple.count {
      report(
        .additionalItems, node, expected: String(rules.tuple.count), actual: String(items.count),
        "has \(items.count) items, more than \(rules.tuple.count)")
    }
    if rules.isUnique, let (first, second) = ArrayRules.firstEqualPair(items) {
      let value = ValueWords.short(items[second])
      report(
        .uniqueItems, node, expected: "unique items", actual: value,
        "items \(first) and \(second) are equal: \(value)")
    }
  }

  private func schema(at index: Int, _ rules: ArrayRules) -> SchemaID? {
    if index < rules.tuple.count { return rules.tuple[index] }
    guard case .schema(let id) = rules.rest else { return nil }
    return id
  }

  mutating func examine(_ value: JSONValue, _ combination: Combination, _ node: SchemaNode) {
    for id in combination.allOf { examine(value, id, isBranch: true) }
    let short = ValueWords.short(value)
    if !combination.anyOf.isEmpty, !judge.admitsAny(value, combination.anyOf) {
      let count = combination.anyOf.count
      let why = reasons(value, combination.anyOf)
      report(
        .anyOf, node, expected: "any of \(count) alternatives", actual: short,
        "\(short) fits none of \(count) alternatives\(why)")
    }
    if !combination.oneOf.isEmpty, !judge.admitsOne(value, combination.oneOf) {
      let count = combination.oneOf.count
      let fitting = judge.countFitting(value, combination.oneOf)
      let words = fitting == 0 ? "none" : "\(fitting)"
      let why = fitting == 0 ? reasons(value, combination.oneOf) : ", not exactly one"
      report(
        .oneOf, node, expected: "exactly one of \(count) alternatives", actual: short,
        "\(short) fits \(words) of \(count) alternatives\(why)")
    }
    if let not = combination.not, !judge.admitsNot(value, not) {
      report(
        .not, node, expected: "anything else", actual: short,
        "\(short) is what the page excludes")
    }
  }

  /// The first reason of each alternative, up to three.
  private mutating func reasons(_ value: JSONValue, _ ids: [SchemaID]) -> String {
    var words: [String] = []
    for id in ids.prefix(3) {
      var branch = self
      branch.judgement = Judgement()
      branch.examine(value, id, isBranch: true)
      judge = branch.judge
      if let first = branch.judgement.violations.first { words.append(first.message) }
    }
    return words.isEmpty
      ? "" : " (\(words.joined(separator: "; or "))\(ids.count > 3 ? "; …" : ""))"
  }
}
