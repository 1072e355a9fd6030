extension JSONValue: Hashable {
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): CodePoints.areEqual(left, right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value ? 1 : 2)
    case .number(let number): hasher.combine(number)
    case .string(let text): CodePoints.hash(text, into: &hasher)
    case .array(let items): hasher.combine(items)
    case .object(let object): hasher.combine(object)
    }
  }
}

extension JSONObject: Hashable {
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    if left.hasSameNamesInOrder(as: right), !left.hasDuplicateNames {
      return zip(left.members, right.members).allSatisfy { $0.value == $1.value }
    }
    return left.valuesByName == right.valuesByName
  }

  /// The order of the members does not count, so their hashes are summed.
  package func hash(into hasher: inout Hasher) {
    var sum = 0
    for (name, value) in effectiveMembers {
      var member = Hasher()
      CodePoints.hash(name, into: &member)
      member.combine(value)
      sum &+= member.finalize()
    }
    hasher.combine(sum)
  }

  private func hasSameNamesInOrder(as other: JSONObject) -> Bool {
    guard members.count == other.members.count else { return false }
    return zip(members, other.members).allSatisfy { CodePoints.areEqual($0.name, $1.name) }
  }

  /// Of a repeated name, only the last member.
  private var effectiveMembers: [(name: String, value: JSONValue)] {
    guard hasDuplicateNames else { return members.map { ($0.name, $0.value) } }
    return valuesByName.map { ($0.key.text, $0.value) }
  }

  private var valuesByName: [JSONName: JSONValue] {
    Dictionary(members.map { (JSONName($0.name), $0.value) }, uniquingKeysWith: { $1 })
  }
}
