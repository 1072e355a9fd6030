package import StrictJSON

/// A page as it was read: the OpenAPI document that it holds, and where in the file its parts are.
package struct SpecDocument: Sendable {
  /// The file name that messages cite.
  package let name: String
  package let root: JSONValue
  private let located: LocatedValue

  init(name: String, located: LocatedValue) {
    self.name = name
    self.located = located
    root = located.value
  }

  /// The line of the file, from 1, that a part of the document is written on (a member: its name),
  /// or the nearest part around it that exists.
  package func line(at pointer: JSONPointer) -> Int? {
    located.line(at: pointer)
  }
}

/// A value with the line that each part of it was written on: what the readers of pages produce.
package struct LocatedValue: Sendable {
  package struct Member: Sendable {
    package let name: String
    /// Carries the line of the name.
    package let value: LocatedValue
  }

  package enum Kind: Sendable {
    /// A value whose parts have no lines of their own.
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
      .object(JSONObject(members: members.map { .init(name: $0.name, value: $0.value.value) }))
    }
  }

  /// The line of the place, or of the nearest part on the way to it that exists.
  func line(at pointer: JSONPointer) -> Int {
    var part = self
    for token in pointer.tokens {
      guard let child = part.child(token) else { break }
      part = child
    }
    return part.line
  }

  private func child(_ token: String) -> LocatedValue? {
    switch kind {
    case .scalar: return nil
    case .object: return self[token]
    case .array(let items):
      guard let index = JSONPointer.arrayIndex(token), items.indices.contains(index) else {
        return nil
      }
      return items[index]
    }
  }
}
