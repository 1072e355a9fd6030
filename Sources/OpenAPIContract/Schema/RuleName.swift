/// The rules that a request can break: the schema's keywords by their names, and those of a request
/// that no schema has.
package enum RuleName: String, Sendable, CaseIterable {
  case type
  case `enum`
  case required
  case additionalProperties
  case minProperties, maxProperties
  case dependencies
  case minItems, maxItems, additionalItems, uniqueItems
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
