import OpenAPIContract

/// A valid request with one thing changed, and what the change is called.
struct Mutation {
  enum Aim: Equatable {
    /// Some rule is to be broken; the contract says which.
    case breaks
    /// This rule is to be kept, at its very edge or by whatever is sent.
    case keeps(RuleName)
  }

  /// `missing`, `null`, `just-missed-7`: the last part of the case's id.
  let name: String
  let aim: Aim
  /// As the contract's rules name it: `duration`, `Content-Type`, `body`.
  let field: String
  let location: Violation.Location
  let draft: RequestDraft
  /// Of the alternative (`oneOf`, `anyOf`) in which the change was made: what that alternative by
  /// itself says of it. The contract as a whole says only that no alternative fits.
  var alternative = ValidationResult()

  /// A word for an id: what is no letter, digit, `.`, `_` or `-` becomes `-`.
  static func word(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(40).map { scalar in
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isPlain || "._-".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
    }
    return String(scalars)
  }
}
