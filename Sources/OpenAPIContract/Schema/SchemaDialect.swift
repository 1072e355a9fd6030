import StrictJSON

/// Which vocabulary a schema is written in. OpenAPI 3.0's is JSON Schema draft 4 with some keywords
/// taken out and a few put in (OpenAPI 3.0.3 §4.7.24).
package enum SchemaDialect: Sendable {
  case openAPI30
  /// Read as far as it means the same; what it adds is reported as unchecked.
  case openAPI31
  /// Schemas of our own files, without what OpenAPI takes out.
  case draft4

  /// - Throws: when the document is not OpenAPI 3.0 or 3.1.
  init(_ root: SpecNode) throws(ContractError) {
    guard root.value.object != nil else { throw root.error(.notAnObject) }
    if let swagger = root.member("swagger") {
      throw swagger.error(.versionUnsupported("swagger \(ValueWords.yaml(swagger.value))"))
    }
    guard let member = root.member("openapi") else { throw root.error(.versionMissing) }
    let version = try member.string("a version in quotes, such as '3.0.1'")
    if version == "3.0" || version.hasPrefix("3.0.") {
      self = .openAPI30
    } else if version == "3.1" || version.hasPrefix("3.1.") {
      self = .openAPI31
    } else {
      throw member.error(.versionUnsupported("openapi \(ValueWords.elide(version))"))
    }
  }

  /// Keywords that are checked, or that check nothing by their nature.
  func knows(_ keyword: String) -> Bool {
    Self.common.contains(keyword) || own.contains(keyword) || keyword.hasPrefix("x-")
  }

  private var own: Set<String> {
    switch self {
    case .openAPI30: Self.openAPI30Own
    case .openAPI31: Self.openAPI31Own
    case .draft4: Self.draft4Own
    }
  }

  private static let common: Set<String> = [
    "type", "enum", "required", "properties", "additionalProperties", "minProperties",
    "maxProperties", "items", "minItems", "maxItems", "uniqueItems", "minimum", "maximum",
    "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern",
    "format", "allOf", "anyOf", "oneOf", "not", "title", "description", "default", "$ref",
  ]
  private static let openAPI30Own: Set<String> = [
    "nullable", "readOnly", "writeOnly", "xml", "externalDocs", "example", "deprecated",
    // Not of 3.0, but harmless and common in exports.
    "examples", "$schema", "$comment",
  ]
  private static let openAPI31Own = openAPI30Own.union(["const", "$defs", "definitions"])
  private static let draft4Own: Set<String> = ["definitions", "$schema", "id"]

  var readsNullable: Bool { self != .draft4 }
  var readsConst: Bool { self == .openAPI31 }
  /// In 3.1 (JSON Schema 2020-12) the exclusive bounds are numbers of their own.
  var readsNumericExclusive: Bool { self == .openAPI31 }
  /// In 3.1 a `$ref` has siblings; before, they are ignored (OpenAPI 3.0.3 §4.7.23).
  var readsReferenceSiblings: Bool { self == .openAPI31 }
  /// Descriptions of pages are read; those of our own schemas are not.
  var readsProse: Bool { self != .draft4 }
}
