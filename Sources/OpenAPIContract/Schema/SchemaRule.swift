package import StrictJSON

/// One rule of a schema, as a user is told of it.
package struct SchemaRule: Sendable, Equatable {
  package let name: RuleName
  /// What it asks for, as JSON: the keyword's value.
  package let value: JSONValue
  package let source: RuleSource
}
