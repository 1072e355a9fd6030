package import StrictJSON

/// What a request was found to be: every violation up to a bound, and warnings. For a valid request
/// it is two empty arrays and no allocation.
package struct ValidationResult: Sendable, Equatable {
  package var violations: [Violation] = []
  /// How many violations came after `violationsMax` were kept.
  package var violationsDropped = 0
  package var warnings: [RequestWarning] = []

  package static let violationsMax = 100
  package static let warningsMax = 100

  package init() {}

  /// All violations, those that were not kept included.
  package var violationCount: Int { violations.count + violationsDropped }

  package var isValid: Bool { violations.isEmpty }

  /// Whether a further violation is only counted, and needs no words.
  var isFull: Bool { violations.count >= Self.violationsMax }

  mutating func add(_ violation: Violation) {
    guard !isFull else {
      violationsDropped += 1
      return
    }
    violations.append(violation)
  }

  mutating func add(_ warning: RequestWarning) {
    guard warnings.count < Self.warningsMax else { return }
    warnings.append(warning)
  }

  package mutating func append(_ other: ValidationResult) {
    for violation in other.violations { add(violation) }
    violationsDropped += other.violationsDropped
    for warning in other.warnings { add(warning) }
  }
}

/// One rule that a request breaks, where, and the words of the page that say so.
package struct Violation: Sendable, Equatable {
  package enum Location: String, Sendable, CaseIterable {
    case header, path, query, cookie, body
  }

  package let location: Location
  /// Within the body; for a parameter, its name is the only token.
  package let pointer: JSONPointer
  package let rule: RuleName
  /// What would be right: `5, 10`.
  package let expected: String
  /// What was there: `7`; of bounded length. Empty when nothing was.
  package let actual: String
  /// `duration: 7 is not one of 5, 10`
  package let message: String
  package let source: RuleSource?

  package init(
    location: Location, pointer: JSONPointer, rule: RuleName, expected: String, actual: String,
    message: String, source: RuleSource?
  ) {
    self.location = location
    self.pointer = pointer
    self.rule = rule
    self.expected = expected
    self.actual = actual
    self.message = message
    self.source = source
  }

  /// Whether it is about the Content-Type, which RFC 9110 §15.5.16 answers with 415.
  package var concernsContentType: Bool {
    rule == .mediaType
      || location == .header && pointer.tokens.first?.lowercased() == "content-type"
  }
}

/// Something about a request that is worth telling and breaks no rule.
package struct RequestWarning: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// A field that the page does not name; it may be misspelt.
    case unknownField = "unknown-field"
    /// A field that only answers have.
    case readOnly = "read-only"
    /// A pattern or a schema that took too long to check.
    case notChecked = "not-checked"
  }

  package let kind: Kind
  package let pointer: JSONPointer
  package let message: String
  /// For an unknown field, the known name that is nearest to it.
  package let nearest: String?
}
