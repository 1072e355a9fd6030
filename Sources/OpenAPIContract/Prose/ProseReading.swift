package import StrictJSON

/// What a description says: the rules that are certain, and why the rest was left unread.
package struct ProseReading: Sendable, Equatable {
  package struct Unread: Sendable, Equatable {
    /// The lines that were not read, verbatim.
    package let words: String
    /// Why not, as the end of a sentence.
    package let why: String
  }

  package var rules: [ProseRule] = []
  package var unread: [Unread] = []
  /// The description is nothing but a value of the declared type.
  package var example: JSONValue?

  /// The values allowed, when there is such a rule.
  package var enumeration: [JSONValue]? {
    for case .enumeration(let values) in rules.map(\.kind) { return values }
    return nil
  }

  package var range: NumberRange? {
    for case .range(let range) in rules.map(\.kind) { return range }
    return nil
  }

  package var maxLength: Int? {
    for case .maxLength(let length) in rules.map(\.kind) { return length }
    return nil
  }

  package var minLength: Int? {
    for case .minLength(let length) in rules.map(\.kind) { return length }
    return nil
  }

  package var defaultValue: JSONValue? {
    for case .defaultValue(let value) in rules.map(\.kind) { return value }
    return nil
  }

  package var isRequired: Bool { rules.contains { $0.kind == .required } }

  package var isOptional: Bool { rules.contains { $0.kind == .optional } }
}
