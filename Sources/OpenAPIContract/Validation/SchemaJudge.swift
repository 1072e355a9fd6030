import StrictJSON

/// Says whether a value satisfies a schema, and nothing else: no message, no place, no allocation.
/// `SchemaExaminer` says why not, by the same rules.
struct SchemaJudge {
  let nodes: [SchemaNode]
  /// A field that no schema names, or one that is read-only: a warning is due.
  private(set) var sawOddField = false
  /// Something could not be judged within bounds; it was let pass.
  private(set) var gaveUp = false
  private var stepsLeft = Self.stepsMax
  private var depthLeft = Self.depthMax
  private var patternStepsLeft = Self.patternStepsMax
  /// Alternatives that are being tried, one within the other.
  private var combinationDepth = 0

  /// Schemas tried on values within alternatives, in one request: recursive alternatives could take
  /// exponentially many. Outside of them each value is judged once, so nothing need be counted.
  static let stepsMax = 2_000_000
  /// JSON nests 128 deep at most; alternatives within alternatives add to it.
  static let depthMax = 400
  /// Of all patterns on all texts of a request: more than eight megabytes need when the patterns
  /// are harmless, and a fraction of a second when they are not.
  static let patternStepsMax = 20_000_000

  init(nodes: [SchemaNode]) {
    self.nodes = nodes
  }

  /// - Parameter isBranch: the value is also judged by another schema, which knows other names.
  mutating func admits(_ value: JSONValue, _ id: SchemaID, isBranch: Bool = false) -> Bool {
    guard enter() else { return true }
    defer { leave() }
    let node = nodes[id.index]
    if !node.types.isEmpty && !node.types.admits(value) { return false }
    if let enumeration = node.enumeration, !enumeration.admits(value) { return false }
    if node.isReadOnly { sawOddField = true }
    guard admitsContent(value, node, isBranch: isBranch) else { return false }
    guard let combination = node.combination else { return true }
    if !isBranch { sawOddField = true }
    enterCombination()
    defer { leaveCombination() }
    return admits(value, combination)
  }

  /// Counts a step; false when a bound is reached, and then nothing is judged any more.
  mutating func enter() -> Bool {
    guard stepsLeft > 0, depthLeft > 0 else {
      gaveUp = true
      return false
    }
    if combinationDepth > 0 { stepsLeft -= 1 }
    depthLeft -= 1
    return true
  }

  mutating func leave() { depthLeft += 1 }

  mutating func enterCombination() { combinationDepth += 1 }
  mutating func leaveCombination() { combinationDepth -= 1 }

  mutating func noteOddField() { sawOddField = true }

  @inline(__always)
  private mutating func admitsContent(
    _ value: JSONValue, _ node: SchemaNode, isBranch: Bool
  ) -> Bool {
    switch value {
    case .null, .bool: return true
    case .number(let number): return node.numbers?.admits(number) ?? true
    case .string(let text):
      guard let rules = node.strings else { return true }
      return rules.fitsLength(text) && rules.fitsFormat(text) && fits(rules.pattern, text)
    case .array(let items):
      guard let rules = node.arrays else { return true }
      return admits(items, rules)
    case .object(let object):
      guard let rules = node.objects else { return true }
      return admits(object, rules, isBranch: isBranch || node.combination != nil)
    }
  }

  mutating func fits(_ pattern: Pattern?, _ text: String) -> Bool {
    switch pattern?.match(text, stepsLeft: &patternStepsLeft) {
    case .matches, nil: return true
    case .differs: return false
    case .undecided:
      gaveUp = true
      return true
    }
  }

  private mutating func admits(_ items: [JSONValue], _ rules: ArrayRules) -> Bool {
    guard rules.fitsCount(items.count) else { return false }
    for (item, id) in zip(items, rules.tuple) where !admits(item, id) { return false }
    if items.count > rules.tuple.count {
      switch rules.rest {
      case .anything: break
      case .nothing: return false
      case .schema(let id):
        for item in items.dropFirst(rules.tuple.count) where !admits(item, id) { return false }
      }
    }
    return !rules.isUnique || ArrayRules.firstEqualPair(items) == nil
  }

  mutating func admits(_ value: JSONValue, _ combination: Combination) -> Bool {
    for id in combination.allOf where !admits(value, id, isBranch: true) { return false }
    guard combination.anyOf.isEmpty || admitsAny(value, combination.anyOf) else { return false }
    guard combination.oneOf.isEmpty || admitsOne(value, combination.oneOf) else { return false }
    guard let not = combination.not else { return true }
    return admitsNot(value, not)
  }

  mutating func admitsAny(_ value: JSONValue, _ ids: [SchemaID]) -> Bool {
    for id in ids where admits(value, id, isBranch: true) { return true }
    return false
  }

  mutating func admitsOne(_ value: JSONValue, _ ids: [SchemaID]) -> Bool {
    let before = gaveUp
    gaveUp = false
    let count = countFitting(value, ids)
    // What could not be judged was let pass, so more than one may be a mistake.
    let isUncertain = gaveUp
    gaveUp = gaveUp || before
    return count == 1 || (isUncertain && count > 0)
  }

  mutating func countFitting(_ value: JSONValue, _ ids: [SchemaID]) -> Int {
    var count = 0
    for id in ids where admits(value, id, isBranch: true) { count += 1 }
    return count
  }

  mutating func admitsNot(_ value: JSONValue, _ id: SchemaID) -> Bool {
    let before = gaveUp
    gaveUp = false
    let isAdmitted = admits(value, id, isBranch: true)
    let isUncertain = gaveUp
    gaveUp = gaveUp || before
    return !isAdmitted || isUncertain
  }
}
