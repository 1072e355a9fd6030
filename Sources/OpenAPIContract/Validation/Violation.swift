package import StrictJSON

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
}
