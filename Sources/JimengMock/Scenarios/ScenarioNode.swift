import StrictJSON

/// A value of a scenario file with its place, asked for what it must be. Nothing passes unread:
/// unknown keys, other types and numbers out of range are errors at their place.
struct ScenarioNode {
  let file: String
  let pointer: JSONPointer
  let value: JSONValue

  func error(_ fault: ScenarioFileError.Fault) -> ScenarioFileError {
    ScenarioFileError(file: file, pointer: pointer, fault: fault)
  }

  /// - Parameter known: every key that may stand in this object.
  func checkKeys(_ known: [String], required: [String] = []) throws(ScenarioFileError) {
    guard let object = value.object else { throw error(.wrongType(expected: "an object")) }
    for member in object.members {
      guard known.contains(where: { CodePoints.areEqual($0, member.name) }) else {
        let nearest = NearestName.find(member.name, among: known)
        throw child(member.name, member.value).error(.unknownKey(nearest: nearest))
      }
    }
    for key in required where object[key] == nil { throw error(.missingKey(key)) }
  }

  subscript(key: String) -> ScenarioNode? {
    value[key].map { child(key, $0) }
  }

  /// The value at a place within this one.
  func descendant(_ place: JSONPointer) -> ScenarioNode {
    ScenarioNode(
      file: file, pointer: JSONPointer(tokens: pointer.tokens + place.tokens),
      value: place.resolve(in: value) ?? .null)
  }

  private func child(_ key: String, _ value: JSONValue) -> ScenarioNode {
    ScenarioNode(file: file, pointer: pointer.appending(key), value: value)
  }

  /// The items of an array.
  func items() throws(ScenarioFileError) -> [ScenarioNode] {
    guard let items = value.array else { throw error(.wrongType(expected: "an array")) }
    return items.enumerated().map {
      ScenarioNode(file: file, pointer: pointer.appending($0.offset), value: $0.element)
    }
  }

  func text() throws(ScenarioFileError) -> String {
    guard let text = value.string else { throw error(.wrongType(expected: "a string")) }
    return text
  }

  /// One of the words of an enumeration.
  func word<Word: RawRepresentable & CaseIterable>(
    _ type: Word.Type
  ) throws(ScenarioFileError) -> Word where Word.RawValue == String {
    try word(of: Array(Word.allCases))
  }

  /// One of these words of an enumeration.
  func word<Word: RawRepresentable>(
    of allowed: [Word]
  ) throws(ScenarioFileError) -> Word where Word.RawValue == String {
    let text = try text()
    guard let word = allowed.first(where: { CodePoints.areEqual($0.rawValue, text) }) else {
      throw error(.unknownWord(allowed: allowed.map(\.rawValue)))
    }
    return word
  }

  func integer(in range: ClosedRange<Int>) throws(ScenarioFileError) -> Int {
    guard let number = value.number, number.isInteger else {
      throw error(.wrongType(expected: "an integer"))
    }
    guard let integer = number.int, range.contains(integer) else {
      throw error(.outOfRange("\(range.lowerBound) to \(range.upperBound)"))
    }
    return integer
  }

  func number(in range: ClosedRange<Double>) throws(ScenarioFileError) -> Double {
    guard let number = value.number else { throw error(.wrongType(expected: "a number")) }
    guard let double = number.double, range.contains(double) else {
      throw error(
        .outOfRange("\(JSONNumber.text(range.lowerBound)) to \(JSONNumber.text(range.upperBound))"))
    }
    return double
  }
}

extension JSONNumber {
  /// `600000`, not `600000.0`.
  fileprivate static func text(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}
