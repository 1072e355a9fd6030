package import StrictJSON

/// A parameter of a request outside its body (OpenAPI 3.0.3 §4.7.12).
package final class Parameter: Sendable {
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
  let isContentType: Bool
  /// There is more to check than that it is a string.
  let needsValue: Bool

  init(
    location: Violation.Location, name: String, requiredSource: RuleSource?, schema: SchemaID?,
    isJSON: Bool, isExploded: Bool, pointer: JSONPointer, needsValue: Bool = true
  ) {
    self.location = location
    self.name = name
    self.isRequired = requiredSource != nil
    self.requiredSource = requiredSource
    self.schema = schema
    self.isJSON = isJSON
    self.isExploded = isExploded
    self.pointer = pointer
    self.needsValue = needsValue
    lookupName = location == .header ? name.lowercased() : name
    isContentType = location == .header && lookupName == "content-type"
  }
}

extension Parameter {
  /// Header names are compared without case.
  func hasSameKey(as other: Parameter) -> Bool {
    location == other.location && CodePoints.areEqual(lookupName, other.lookupName)
  }

  /// Knows, once the schemas do, whether the value need be looked at.
  func finished(_ nodes: [SchemaNode]) -> Parameter {
    guard let schema else { return self }
    let node = nodes[schema.index]
    let isPlainString =
      node.types == .string && node.enumeration == nil && node.strings == nil
      && node.combination == nil
    return Parameter(
      location: location, name: name, requiredSource: requiredSource, schema: schema,
      isJSON: isJSON, isExploded: isExploded, pointer: pointer,
      needsValue: isJSON || !isPlainString)
  }
}
