package import StrictJSON

/// One constraint that a description states, and the words that state it.
package struct ProseRule: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// The values allowed, each of the declared type.
    case enumeration([JSONValue])
    case range(NumberRange)
    /// In code points.
    case minLength(Int)
    /// In code points.
    case maxLength(Int)
    case required
    /// Said, though nothing follows from it.
    case optional
    case defaultValue(JSONValue)
  }

  package let kind: Kind
  /// The whole lines of the description, verbatim.
  package let words: String

  package init(kind: Kind, words: String) {
    self.kind = kind
    self.words = words
  }

  /// Whether a request can break it.
  var isEnforced: Bool {
    switch kind {
    case .enumeration, .range, .minLength, .maxLength, .required: true
    case .optional, .defaultValue: false
    }
  }
}
