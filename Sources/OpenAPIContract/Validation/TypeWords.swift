import StrictJSON

/// Types as the end of "is not …".
enum TypeWords {
  static func withArticle(_ types: TypeSet) -> String {
    TypeSet.names.filter { types.contains($0.type) }.map { name, type in
      switch type {
      case .null: "null"
      case .integer: "an integer"
      case .array: "an array"
      case .object: "an object"
      default: "a \(name)"
      }
    }.joined(separator: " or ")
  }

  /// Of a schema's `type`, one name or a list of them.
  static func of(_ value: JSONValue) -> String {
    let names = value.array?.compactMap(\.string) ?? [value.string ?? ""]
    return withArticle(TypeSet(names.compactMap { TypeSet(name: $0) }))
  }
}
