package import StrictJSON

/// The words of the page that a rule stands on, and where they are.
package struct RuleSource: Sendable, Equatable {
  package enum Origin: String, Sendable {
    /// A keyword of the schema.
    case schema
    /// A description.
    case prose
  }

  package let origin: Origin
  /// Verbatim for prose (`枚举值 5, 10`); the keyword and its value for a schema (`type: integer`).
  package let words: String
  /// In the document: the keyword or the description.
  package let pointer: JSONPointer
  /// In the file, from 1.
  package let line: Int?

  package init(origin: Origin, words: String, pointer: JSONPointer, line: Int?) {
    self.origin = origin
    self.words = words
    self.pointer = pointer
    self.line = line
  }
}
