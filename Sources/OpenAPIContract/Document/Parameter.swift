package import StrictJSON

/// A parameter of a request outside its body (OpenAPI 3.0.3 §4.7.12).
package struct Parameter: Sendable {
  package let location: Violation.Location
  /// As written; header names are compared without case.
  package let name: String
  package let isRequired: Bool
  package let requiredSource: RuleSource?
  /// Of the value; nil when anything will do.
  package let schema: SchemaID?
  /// The value is JSON text (`content`), not a plain text (`schema`).
  package let isJSON: Bool
  /// Query only: a list repeats the name (`style: form`, `explode: true`, the default).
  package let isExploded: Bool
  package let pointer: JSONPointer
  /// As `FieldLookup` is asked for it.
  let lookupName: String
  /// There is more to check than that it is a string.
  let needsValue: Bool
}
