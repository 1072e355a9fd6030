package import StrictJSON

/// What a document says that no request is held to, because this program cannot check it.
package struct UncheckedKeyword: Sendable, Equatable {
  package let pointer: JSONPointer
  /// `format: password-hash`, `discriminator`.
  package let words: String
  package let line: Int?
  package let why: String
}
