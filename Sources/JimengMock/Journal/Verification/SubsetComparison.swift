import StrictJSON

/// Compares a JSON value with the part of it that was looked for: objects may have more members,
/// those in lists too; a list has its items in their order, and no more. Finds every difference,
/// and how far they are in all.
struct SubsetComparison {
  private(set) var differences: [Difference] = []
  /// One for what is there and wrong, more for what is not there: see `absence`.
  private(set) var distance = 0

  /// From this many members on, an object is looked up through a table: never quadratic.
  private static let tableCountMin = 12

  /// - Parameter distance: what it counts for.
  mutating func append(_ difference: Difference, distance: Int = 1) {
    differences.append(difference)
    self.distance += distance
  }

  mutating func compare(_ expected: JSONValue, _ actual: JSONValue?, at pointer: JSONPointer) {
    switch expected {
    case .object(let object): compare(object, actual, at: pointer)
    case .array(let items): compare(items, actual, at: pointer)
    case .null, .bool, .number, .string:
      guard actual != expected else { return }
      append(
        Difference(pointer, expected: expected, actual: actual),
        distance: actual == nil ? Self.absence(of: expected) : 1)
    }
  }

  /// How far a value is that is not there: one more for each value in it than if that were there
  /// and wrong, and one for each list and object, so that an empty one is nearer than none.
  private static func absence(of value: JSONValue) -> Int {
    switch value {
    case .null, .bool, .number, .string: 2
    case .array(let items): items.reduce(1) { $0 + absence(of: $1) }
    case .object(let object): object.members.reduce(1) { $0 + absence(of: $1.value) }
    }
  }

  /// Of an object that is not there, every member is told as missing.
  private mutating func compare(
    _ expected: JSONObject, _ actual: JSONValue?, at pointer: JSONPointer
  ) {
    guard let object = actual?.object else {
      if expected.members.isEmpty || actual != nil {
        append(Difference(pointer, expected: .object(expected), actual: actual))
      } else {
        distance += 1
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

  /// A length that is wrong is told at `length`, which no item is called. Items that are missing
  /// count for themselves.
  private mutating func compare(
    _ expected: [JSONValue], _ actual: JSONValue?, at pointer: JSONPointer
  ) {
    guard let items = actual?.array else {
      return append(
        Difference(pointer, expected: .array(expected), actual: actual),
        distance: Self.absence(of: .array(expected)))
    }
    if items.count != expected.count {
      append(
        Difference(
          pointer.appending("length"), expected: .number(expected.count),
          actual: .number(items.count)),
        distance: max(0, items.count - expected.count))
    }
    for index in expected.indices {
      compare(
        expected[index], index < items.count ? items[index] : nil, at: pointer.appending(index))
    }
  }

  private static func table(_ object: JSONObject) -> [JSONName: JSONValue] {
    Dictionary(
      object.members.map { (JSONName($0.name), $0.value) }, uniquingKeysWith: { $1 })
  }
}
