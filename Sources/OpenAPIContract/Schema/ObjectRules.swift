import StrictJSON

/// What an object must satisfy; other values pass.
package struct ObjectRules: Sendable {
  package struct Field: Sendable {
    package let name: String
    /// Nil when the name is only required, and its value free.
    package let schema: SchemaID?
    package var isRequired: Bool
    /// Why it is required.
    package var requiredSource: RuleSource?
  }

  /// Of members that are no fields.
  package enum Additional: Sendable, Equatable {
    case allowed
    /// `additionalProperties: true` stands there: unknown names are meant.
    case invited
    case forbidden
    case schema(SchemaID)
  }

  /// In the contract's order: `properties` as written, then names that are only required.
  package var fields: [Field] = []
  package var additional: Additional = .allowed
  package var patternFields: [(pattern: Pattern, schema: SchemaID)] = []
  package var dependencies: [(name: String, needs: Need)] = []
  package var countMin: Int?
  package var countMax: Int?
  /// The index of a field by name, for objects with many.
  var table: [JSONName: Int] = [:]

  package enum Need: Sendable {
    case names([String])
    case schema(SchemaID)
  }

  var isEmpty: Bool {
    fields.isEmpty && patternFields.isEmpty && dependencies.isEmpty && countMin == nil
      && countMax == nil && (additional == .allowed || additional == .invited)
  }

  /// A scan of a few names is cheaper than a hash.
  static let scannedFieldsMax = 16

  mutating func buildTable() {
    guard fields.count > Self.scannedFieldsMax else { return }
    for (index, field) in fields.enumerated() { table[JSONName(field.name)] = index }
  }

  @inline(__always)
  func index(of name: String) -> Int? {
    guard table.isEmpty else { return table[JSONName(name)] }
    for index in fields.indices where CodePoints.areEqual(fields[index].name, name) {
      return index
    }
    return nil
  }

  func fitsCount(_ count: Int) -> Bool {
    count >= countMin ?? 0 && count <= countMax ?? .max
  }
}
