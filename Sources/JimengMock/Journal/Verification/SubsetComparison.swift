import StrictJSON

/// Compares a JSON value with the part of it that was looked for: objects may have more members,
/// arrays must be the same. Finds every difference.
struct SubsetComparison {
  private(set) var differences: [Difference] = []

  /// From this many members on, an object is looked up through a table: never quadratic.
  private static let tableCountMin = 12

  mutating func compare(_ expected: JSONValue, _ actual: JSONValue?, at pointer: JSONPointer) {
    switch expected {
    case .object(let object): compare(object, actual, at: pointer)
    case .array(let items): compare(items, actual, at: pointer)
    case .null, .bool, .number, .string:
      guard actual != expected else { return }
      differences.append(Difference(pointer, expected: expected, actual: actual))
    }
  }

  /// Of an object that is not there, every member is missing: so the nearest request is the one
  /// that lacks least.
  private mutating func compare(
    _ expected: JSONObject, _ actual: JSONValue?, at pointer: JSONPointer
  ) {
    guard let object = actual?.object else {
      if expected.members.isEmpty || actual != nil {
        differences.append(Difference(pointer, expected: .object(expected), actual: actual))
      }
      for member in expected.members {
        compare(member.value, nil, at: pointer.appending(member.name))
      }
      return
    }
    let isLarge =
      expected.members.count >= Self.tableCountMin && object.members.count >= Self.tableCountMin
    let table = isLarge ? Self.table(object) : [:]
    for member in expected.members {
      let value = isLarge ? table[JSONName(member.name)] : object[member.name]
      compare(member.value, value, at: pointer.appending(member.name))
    }
  }

  private mutating func compare(
    _ expected: [JSONValue], _ actual: JSONValue?, at pointer: JSONPointer
  ) {
    guard let items = actual?.array, items.count == expected.count else {
      differences.append(Difference(pointer, expected: .array(expected), actual: actual))
      return
    }
    for index in items.indices where items[index] != expected[index] {
      differences.append(
        Difference(
          pointer.appending(index), expected: expected[index], actual: items[index]))
    }
  }

  private static func table(_ object: JSONObject) -> [JSONName: JSONValue] {
    Dictionary(
      object.members.map { (JSONName($0.name), $0.value) }, uniquingKeysWith: { $1 })
  }
}
