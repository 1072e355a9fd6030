package import StrictJSON

/// Something about a request that is worth telling and breaks no rule.
package struct RequestWarning: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// A field that the page does not name; it may be misspelt.
    case unknownField = "unknown-field"
    /// A field that only answers have.
    case readOnly = "read-only"
    /// A pattern or a schema that took too long to judge.
    case notChecked = "not-checked"
  }

  package let kind: Kind
  package let pointer: JSONPointer
  package let message: String
  /// For an unknown field, the known name that is nearest to it.
  package let nearest: String?
}
