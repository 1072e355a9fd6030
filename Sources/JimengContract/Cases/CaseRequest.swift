/// What a case sends.
package struct CaseRequest: Sendable {
  package let method: String
  /// Behind the target's base URL, with the query.
  package let path: String
  /// A value may hold `keyPlace`.
  package let headers: [(name: String, value: String)]
  /// The bytes to send; nil for none.
  package let body: [UInt8]?
  /// Whether the target's key is left out. Else it goes along where no Authorization is given.
  package let isAnonymous: Bool

  /// Stands for the target's API key within a header's value.
  package static let keyPlace = "<key>"
}
