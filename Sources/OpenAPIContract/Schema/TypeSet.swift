import StrictJSON

/// The kinds of value that a schema admits, as bits; empty stands for "said nothing".
package struct TypeSet: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let null = TypeSet(rawValue: 1)
  package static let boolean = TypeSet(rawValue: 2)
  package static let integer = TypeSet(rawValue: 4)
  package static let number = TypeSet(rawValue: 8)
  package static let string = TypeSet(rawValue: 16)
  package static let array = TypeSet(rawValue: 32)
  package static let object = TypeSet(rawValue: 64)

  static let names: [(name: String, type: TypeSet)] = [
    ("string", .string), ("integer", .integer), ("number", .number), ("boolean", .boolean),
    ("array", .array), ("object", .object), ("null", .null),
  ]

  /// - Parameter name: as in a schema's `type`; nil when it is none.
  init?(name: String) {
    guard let found = Self.names.first(where: { CodePoints.areEqual($0.name, name) }) else {
      return nil
    }
    self = found.type
  }

  /// - Parameter keyword: a schema's `type`, one name or a list of them.
  init(keyword: JSONValue) {
    let names = keyword.array?.compactMap(\.string) ?? [keyword.string ?? ""]
    self.init(names.compactMap { TypeSet(name: $0) })
  }

  @inline(__always)
  func admits(_ value: JSONValue) -> Bool {
    switch value {
    case .null: contains(.null)
    case .bool: contains(.boolean)
    case .number(let number):
      // `5.0` is no integer: numbers are judged as written (JSON Schema draft 4 §3.5).
      contains(.number) || (contains(.integer) && number.isInteger)
    case .string: contains(.string)
    case .array: contains(.array)
    case .object: contains(.object)
    }
  }

  /// `string`, `integer or null`.
  package var words: String {
    Self.names.filter { contains($0.type) }.map(\.name).joined(separator: " or ")
  }

  /// The end of "is not …": `an integer or null`.
  var wordsWithArticle: String {
    Self.names.filter { contains($0.type) }.map { name, type in
      switch type {
      case .null: "null"
      case .integer, .array, .object: "an \(name)"
      default: "a \(name)"
      }
    }.joined(separator: " or ")
  }
}
