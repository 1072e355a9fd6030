import StrictJSON

/// Compares a JSON value with the part that is expected of it. Objects may have more members, also
/// within lists; a list must have exactly these items, in order. Finds every difference, and the
/// distance of them all.
struct SubsetComparison {
  private(set) var differences: [Difference] = []
  /// One for a wrong value, more for a missing one: see `absence`.
  private(set) var distance = 0

  /// From this many members on, an object is looked up through a table: never quadratic.
  private static let tableCountMin = 12

  /// - Parameter distance: what the difference counts for.
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

  /// The distance of a missing value: two for each value in it, and one for each list and object,
  /// so that an empty one is nearer than none.
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

/// One value of a request that is not as expected. Pointers start at the request as the journal
/// shows it: `/method`, `/headers/Content-Type`, `/body/duration`.
struct Difference: Sendable, Equatable {
  let pointer: JSONPointer
  let expected: JSONValue
  /// Nil when it is missing.
  let actual: JSONValue?

  init(_ pointer: JSONPointer, expected: JSONValue, actual: JSONValue?) {
    self.pointer = pointer
    self.expected = expected
    self.actual = actual
  }

  /// Of a longer value, the beginning of its JSON is shown.
  private static let valueBytesMax = 1000

  var json: JSONValue {
    [
      "pointer": .string("\(pointer)"), "expected": expected,
      "actual": actual.map(Self.bounded) ?? .null, "message": .string(description),
    ]
  }

  private static func bounded(_ value: JSONValue) -> JSONValue {
    let text = JSONWriter.string(value)
    return text.utf8.count > valueBytesMax ? .string(short(text, bytesMax: valueBytesMax)) : value
  }

  private static func short(_ text: String, bytesMax: Int) -> String {
    guard text.utf8.count > bytesMax else { return text }
    return String(decoding: text.utf8.prefix(bytesMax), as: UTF8.self) + "…"
  }
}

extension Difference: CustomStringConvertible {
  /// `/body/duration: expected 5, was 7`
  var description: String {
    let wanted = Self.short(JSONWriter.string(expected), bytesMax: 200)
    guard let actual else { return "\(pointer): expected \(wanted), was missing" }
    return "\(pointer): expected \(wanted), was "
      + Self.short(JSONWriter.string(actual), bytesMax: 200)
  }
}
