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

  package init(kind: Kind, pointer: JSONPointer, message: String, nearest: String?) {
    self.kind = kind
    self.pointer = pointer
    self.message = message
    self.nearest = nearest
  }
}
