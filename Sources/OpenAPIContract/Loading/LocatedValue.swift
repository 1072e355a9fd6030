package import StrictJSON

/// A value with the line that each part of it was written on: what the readers of pages produce,
/// before it is split into the plain value and its lines.
package struct LocatedValue: Sendable {
  package struct Member: Sendable {
    package let name: String
    /// Carries the line of the name.
    package let value: LocatedValue
  }

  package enum Kind: Sendable {
    /// Neither an array nor an object.
    case scalar(JSONValue)
    case array([LocatedValue])
    case object([Member])
  }

  /// From 1.
  package let line: Int
  package let kind: Kind

  /// The same value, said to stand on the line of its name or dash.
  func moved(to line: Int) -> LocatedValue {
    LocatedValue(line: line, kind: kind)
  }

  package subscript(name: String) -> LocatedValue? {
    guard case .object(let members) = kind else { return nil }
    return members.last { CodePoints.areEqual($0.name, name) }?.value
  }

  package var value: JSONValue {
    switch kind {
    case .scalar(let value): value
    case .array(let items): .array(items.map(\.value))
    case .object(let members):
      .object(
        JSONObject(members: members.map { .init(name: $0.name, value: $0.value.value) }))
    }
  }
}
