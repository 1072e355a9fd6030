package import StrictJSON

/// One rule of a schema, as a user is told of it.
package struct SchemaRule: Sendable, Equatable {
  package let name: RuleName
  /// What it asks for, as JSON: the keyword's value.
  package let value: JSONValue
  package let source: RuleSource
}

/// The rules that a request can break: the schema's keywords by their names, and those of a request
/// that no schema has.
package enum RuleName: String, Sendable, CaseIterable {
  case type
  case `enum`
  case required
  case additionalProperties
  case minProperties, maxProperties
  case minItems, maxItems, uniqueItems
  case minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf
  case minLength, maxLength, pattern, format
  case anyOf, oneOf, not
  /// The body is not JSON at all.
  case json
  /// A member name that stands twice in one object.
  case duplicateName = "duplicate-name"
  /// The Content-Type is none that the request body has.
  case mediaType = "media-type"
  /// The path is that of no operation.
  case path
  /// The path is served, with other methods.
  case method
  /// It is no request by HTTP's own rules.
  case http
}

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
}
