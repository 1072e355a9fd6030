import OpenAPIContract
import StrictJSON

/// A violation tells what it found, which may be a key.
extension Redaction {
  static func redact(_ validation: inout ValidationResult) {
    for index in validation.violations.indices {
      validation.violations[index] = redacted(validation.violations[index])
    }
  }

  private static func redacted(_ violation: Violation) -> Violation {
    switch violation.location {
    case .cookie: masked(violation)
    case .header, .query:
      SensitiveName.matches(violation.pointer.tokens.first ?? "") ? masked(violation) : violation
    case .path: violation
    case .body:
      violation.pointer.tokens.contains(where: SensitiveName.matches)
        ? masked(violation) : withoutKeysInside(violation)
    }
  }

  private static func masked(_ violation: Violation) -> Violation {
    guard !violation.actual.isEmpty else { return violation }
    let name = violation.pointer.tokens.first ?? ""
    return copy(
      of: violation, actual: "\(mask)",
      message: "\(name): \(mask) breaks \(violation.rule.rawValue) \(violation.expected)")
  }

  /// What breaks a rule may be an object or a list with a key in it.
  private static func withoutKeysInside(_ violation: Violation) -> Violation {
    guard mayHoldKey(violation.actual) else { return violation }
    return copy(
      of: violation, actual: text(violation.actual), message: text(violation.message))
  }

  private static func copy(
    of violation: Violation, actual: String, message: String
  ) -> Violation {
    Violation(
      location: violation.location, pointer: violation.pointer, rule: violation.rule,
      expected: violation.expected, actual: actual, message: message, source: violation.source)
  }
}
