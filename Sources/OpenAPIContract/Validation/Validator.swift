import StrictJSON

/// Holds a value to a compiled schema. It owns the walk through both, its bounds and the words of
/// each violation. It knows nothing of requests.
///
/// The walk has two modes and one code: it collects every violation with its path and words, or it
/// ends at the first one and makes neither. `anyOf`, `oneOf` and `not` need only the verdict.
struct Validator {
  let nodes: [SchemaNode]
  let location: Violation.Location
  var path = FieldPath()
  var result = ValidationResult()
  /// Whether violations are kept. If not, the first one ends the walk.
  private(set) var collects: Bool
  /// An unknown or read-only field was seen, so a warning may be due.
  var needsWarning = false
  /// A part took too long and was accepted unchecked.
  var exceededBudget = false
  private var stepsLeft = Self.stepsMax
  private var depthLeft = Self.depthMax
  /// `allOf`, `anyOf`, `oneOf` and `not` around the current value.
  private var combinationDepth = 0

  /// Schemas tried within alternatives, for one request: recursive alternatives can take
  /// exponentially many. Elsewhere each value is checked once, so nothing is counted.
  static let stepsMax = 2_000_000
  /// JSON nests 128 deep at most; alternatives within alternatives add to it.
  static let depthMax = 400

  init(nodes: [SchemaNode], location: Violation.Location, collects: Bool) {
    self.nodes = nodes
    self.location = location
    self.collects = collects
  }

  /// Everything that is wrong with the value. Most values are valid, so the verdict comes first.
  static func validate(
    _ value: JSONValue, nodes: [SchemaNode], root: SchemaID, location: Violation.Location
  ) -> ValidationResult {
    var verdict = Validator(nodes: nodes, location: location, collects: false)
    if verdict.validate(value, root), !verdict.needsWarning, !verdict.exceededBudget {
      return ValidationResult()
    }
    var validator = Validator(nodes: nodes, location: location, collects: true)
    validator.validate(value, root)
    return validator.finish()
  }

  mutating func finish() -> ValidationResult {
    guard exceededBudget else { return result }
    result.add(
      RequestWarning(
        kind: .notChecked, pointer: path.pointer,
        message: "a part took too long to check and was accepted", nearest: nil))
    return result
  }

  /// - Parameter isBranch: another schema, which may know other names, checks the value as well.
  /// - Returns: false when the walk is over: a rule is broken, and only the verdict is wanted.
  @discardableResult
  mutating func validate(_ value: JSONValue, _ id: SchemaID, isBranch: Bool = false) -> Bool {
    if collects, result.isFull { return count(value, id) }
    guard stepsLeft > 0, depthLeft > 0 else {
      exceededBudget = true
      return true
    }
    if combinationDepth > 0 { stepsLeft -= 1 }
    depthLeft -= 1
    defer { depthLeft += 1 }
    let node = nodes[id.index]
    guard node.types.isEmpty || node.types.admits(value) else { return reportType(value, node) }
    if let enumeration = node.enumeration, !enumeration.admits(value),
      !reportEnumeration(value, enumeration, node)
    {
      return false
    }
    if node.isReadOnly { needsWarning = true }
    guard validateContent(value, node, isBranch: isBranch) else { return false }
    if let combination = node.combination {
      if !isBranch { needsWarning = true }
      combinationDepth += 1
      defer { combinationDepth -= 1 }
      guard validate(value, combination, node) else { return false }
    }
    if collects, !isBranch { warn(value, id, node) }
    return true
  }

  /// Goes down into a member or an item.
  mutating func validate(
    _ value: JSONValue, _ id: SchemaID, at token: @autoclosure () -> FieldPath.Token
  ) -> Bool {
    guard collects else { return validate(value, id) }
    path.push(token())
    defer { path.pop() }
    return validate(value, id)
  }

  /// The verdict alone, within the same bounds.
  mutating func isValid(_ value: JSONValue, _ id: SchemaID, isBranch: Bool = true) -> Bool {
    let before = collects
    collects = false
    defer { collects = before }
    return validate(value, id, isBranch: isBranch)
  }

  /// Nobody reads further words, so the verdict is enough: one for the whole value.
  private mutating func count(_ value: JSONValue, _ id: SchemaID) -> Bool {
    if !isValid(value, id, isBranch: false) { result.violationsDropped += 1 }
    return true
  }

  @inline(__always)
  private mutating func validateContent(
    _ value: JSONValue, _ node: SchemaNode, isBranch: Bool
  ) -> Bool {
    switch value {
    case .null, .bool: return true
    case .number(let number): return node.numbers.map { validate(number, $0, node) } ?? true
    case .string(let text): return node.strings.map { validate(text, $0, node) } ?? true
    case .array(let items): return node.arrays.map { validate(items, $0, node) } ?? true
    case .object(let object):
      guard let rules = node.objects else { return true }
      return validate(object, rules, node, isBranch: isBranch || node.combination != nil)
    }
  }
}

// MARK: Reports

extension Validator {
  private mutating func reportType(_ value: JSONValue, _ node: SchemaNode) -> Bool {
    report(
      .type, node, expected: node.types.words, actual: ValueWords.short(value),
      value.isNull
        ? "null is not \(node.types.wordsWithArticle)"
        : "\(ValueWords.short(value)) is \(ValueWords.kind(value)), "
          + "not \(node.types.wordsWithArticle)")
  }

  private mutating func reportEnumeration(
    _ value: JSONValue, _ enumeration: EnumRule, _ node: SchemaNode
  ) -> Bool {
    report(
      .enum, node, expected: ValueWords.list(enumeration.values), actual: ValueWords.short(value),
      "\(ValueWords.short(value)) is not one of \(ValueWords.list(enumeration.values))")
  }

  /// - Parameter message: without the field's name.
  /// - Returns: whether the walk goes on.
  mutating func report(
    _ rule: RuleName, _ node: SchemaNode, expected: @autoclosure () -> String,
    actual: @autoclosure () -> String, _ message: @autoclosure () -> String
  ) -> Bool {
    guard collects else { return false }
    return report(
      rule, source: node.source(of: rule), expected: expected(), actual: actual(), message())
  }

  mutating func report(
    _ rule: RuleName, source: RuleSource?, expected: @autoclosure () -> String,
    actual: @autoclosure () -> String, _ message: @autoclosure () -> String
  ) -> Bool {
    guard collects else { return false }
    guard !result.isFull else {
      result.violationsDropped += 1
      return true
    }
    result.add(
      Violation(
        location: location, pointer: path.pointer, rule: rule, expected: expected(),
        actual: actual(), message: "\(field): \(message())", source: source))
    return true
  }

  /// The field in words: `images[0].url`, or the part of the request when it is all of it.
  var field: String {
    let words = path.words
    switch location {
    case .body: return words.isEmpty ? "body" : words
    case .header: return words
    case .query, .path, .cookie: return "\(location.rawValue) parameter \(words)"
    }
  }
}
