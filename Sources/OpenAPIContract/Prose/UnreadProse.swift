package import StrictJSON

/// A description, or a line of one, that set no rule.
package struct UnreadProse: Sendable, Equatable {
  package let pointer: JSONPointer
  /// Verbatim.
  package let words: String
  package let line: Int?
  package let why: String
}
