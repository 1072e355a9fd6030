/// What a request was found to be: everything it breaks, up to a bound, and what is merely odd. For
/// a request without fault, two empty arrays and no allocation.
package struct Judgement: Sendable, Equatable {
  package var violations: [Violation] = []
  /// How many violations came after `violationsMax` were kept.
  package var violationsDropped = 0
  package var warnings: [RequestWarning] = []

  package static let violationsMax = 100
  package static let warningsMax = 100

  package init() {}

  /// All violations, those that were not kept included.
  package var violationCount: Int { violations.count + violationsDropped }

  package var isFine: Bool { violations.isEmpty }

  /// Whether a further violation is only counted, and need not be put into words.
  var isFull: Bool { violations.count >= Self.violationsMax }

  mutating func add(_ violation: Violation) {
    guard violations.count < Self.violationsMax else {
      violationsDropped += 1
      return
    }
    violations.append(violation)
  }

  mutating func add(_ warning: RequestWarning) {
    guard warnings.count < Self.warningsMax else { return }
    warnings.append(warning)
  }

  package mutating func append(_ other: Judgement) {
    for violation in other.violations { add(violation) }
    violationsDropped += other.violationsDropped
    for warning in other.warnings { add(warning) }
  }
}
