internal import StrictJSON

/// The lines of a value's parts, in the same shape as the value: the n-th child belongs to the n-th
/// item or member.
struct LineTree: Sendable {
  let line: Int
  let children: [LineTree]

  init(_ value: LocatedValue) {
    line = value.line
    switch value.kind {
    case .scalar: children = []
    case .array(let items): children = items.map(LineTree.init)
    case .object(let members): children = members.map { LineTree($0.value) }
    }
  }

  /// The line of the place, or of the nearest part on the way to it that exists.
  func line(at pointer: JSONPointer, in root: JSONValue) -> Int {
    var (tree, value) = (self, root)
    for token in pointer.tokens {
      guard let index = Self.childIndex(token, of: value), tree.children.indices.contains(index)
      else { break }
      tree = tree.children[index]
      value = Self.child(index, of: value)
    }
    return tree.line
  }

  private static func childIndex(_ token: String, of value: JSONValue) -> Int? {
    switch value {
    case .array: JSONPointer.arrayIndex(token)
    case .object(let object): object.lastIndex(of: token)
    case .null, .bool, .number, .string: nil
    }
  }

  private static func child(_ index: Int, of value: JSONValue) -> JSONValue {
    switch value {
    case .array(let items) where items.indices.contains(index): items[index]
    case .object(let object) where object.members.indices.contains(index):
      object.members[index].value
    case .null, .bool, .number, .string, .array, .object: .null
    }
  }
}
