package import StrictJSON

/// One rule that requests are held to, as a user is told of it.
package struct ContractRule: Sendable, Equatable {
  package let method: String
  /// As the operation is served: without the page's flattened variable.
  package let path: String
  package let location: Violation.Location
  /// `duration`, `images[].url`, `Content-Type`; `body` for the body itself.
  package let field: String
  package let rule: RuleName
  /// The keyword's value.
  package let value: JSONValue
  /// `one of 5, 10`
  package let words: String
  package let source: RuleSource
}

extension ContractRule {
  /// What a rule asks for, in few words.
  static func words(_ rule: RuleName, _ value: JSONValue) -> String {
    let text = ValueWords.yaml(value)
    switch rule {
    case .type: return TypeWords.of(value)
    case .enum: return "one of \(ValueWords.list(value.array ?? []))"
    case .required: return "required"
    case .additionalProperties: return "no other fields"
    case .minProperties: return "at least \(text) properties"
    case .maxProperties: return "at most \(text) properties"
    case .dependencies: return "dependencies between fields"
    case .minItems: return "at least \(text) items"
    case .maxItems: return "at most \(text) items"
    case .additionalItems: return "no further items"
    case .uniqueItems: return "no two items alike"
    case .minimum: return "at least \(text)"
    case .exclusiveMinimum: return "more than \(text)"
    case .maximum: return "at most \(text)"
    case .exclusiveMaximum: return "less than \(text)"
    case .multipleOf: return "a multiple of \(text)"
    case .minLength: return "at least \(text) characters"
    case .maxLength: return "at most \(text) characters"
    case .pattern: return "matching \(text)"
    case .format: return text
    case .anyOf: return "one or more of \(value.array?.count ?? 0) alternatives"
    case .oneOf: return "exactly one of \(value.array?.count ?? 0) alternatives"
    case .not: return "not what is excluded"
    case .duplicateName: return "no name twice"
    case .mediaType, .json, .path, .method, .http: return text
    }
  }
}
