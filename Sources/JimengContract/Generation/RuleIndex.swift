import OpenAPIContract
import StrictJSON

/// Finds the rules of one operation: those that a violation names, and those of a field.
struct RuleIndex {
  private let rules: [(index: Int, rule: ContractRule)]

  init(_ contract: Contract, of operation: Operation) {
    rules = contract.rules.enumerated().filter {
      $0.element.method == operation.method && $0.element.path == operation.plainPath
    }.map { ($0.offset, $0.element) }
  }

  /// By the words they stand on, which also tell apart two schemas that are alike. The field counts
  /// unless the rule's own is a pattern of names.
  func positions(of violation: Violation) -> [Int] {
    // A field too many is named by the violation, the object around it by the rule.
    let isOfParent = violation.rule == .additionalProperties
    let place = isOfParent ? violation.pointer.parent ?? .root : violation.pointer
    let field = Self.field(of: place)
    return rules.filter { _, rule in
      guard rule.location == violation.location else { return false }
      if Self.isWithin(rule, violation) { return true }
      return rule.rule == violation.rule && rule.source == violation.source
        && (rule.field == field || rule.field.contains { "*<".contains($0) })
    }.map(\.index)
  }

  /// What stands within `not` is broken by being kept.
  private static func isWithin(_ rule: ContractRule, _ violation: Violation) -> Bool {
    guard violation.rule == .not, let outer = violation.source?.pointer.tokens else { return false }
    return rule.source.pointer.tokens.starts(with: outer)
  }

  /// Of an alternative's own violations, whose pointers say nothing of where it stands.
  func positions(withinAlternative judgement: ValidationResult) -> [Int] {
    judgement.violations.flatMap { violation in
      rules.filter { _, rule in
        rule.rule == violation.rule && rule.source == violation.source
      }.map(\.index)
    }
  }

  func positions(of name: RuleName, location: Violation.Location, field: String) -> [Int] {
    let names = Self.alike[name] ?? [name]
    return rules.filter { _, rule in
      rule.location == location && names.contains(rule.rule) && rule.field == field
    }.map(\.index)
  }

  /// A bound is a bound, whether the page calls it exclusive or not.
  private static let alike: [RuleName: Set<RuleName>] = [
    .minimum: [.minimum, .exclusiveMinimum], .maximum: [.maximum, .exclusiveMaximum],
  ]

  /// As the contract's rules name a place: `images[].url`; `body` for the whole.
  static func field(of place: JSONPointer) -> String {
    let words = place.tokens.reduce("") { words, token in
      if JSONPointer.arrayIndex(token) != nil { return words + "[]" }
      return words.isEmpty ? token : "\(words).\(token)"
    }
    return words.isEmpty ? "body" : words
  }
}
