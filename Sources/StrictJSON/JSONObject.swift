/// A JSON object: its members in the order written, duplicates included (RFC 8259 §4).
package struct JSONObject: Sendable {
  package struct Member: Sendable {
    package var name: String
    package var value: JSONValue

    package init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  package var members: [Member]

  package init(members: [Member] = []) {
    self.members = members
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(members: elements.map { Member(name: $0.0, value: $0.1) })
  }
}

extension JSONObject {
  /// The value of the *last* member of that name, compared by code point.
  package subscript(name: String) -> JSONValue? {
    get { lastIndex(of: name).map { members[$0].value } }
    set {
      switch (lastIndex(of: name), newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  package func lastIndex(of name: String) -> Int? {
    members.lastIndex { CodePoints.areEqual($0.name, name) }
  }

  package mutating func append(_ name: String, _ value: JSONValue) {
    members.append(Member(name: name, value: value))
  }

  /// Whether a name stands twice. Linear for any count, so a hostile body costs no more.
  var hasDuplicateNames: Bool {
    guard members.count <= Self.pairwiseCountMax else {
      var seen = Set<JSONName>(minimumCapacity: members.count)
      return members.contains { !seen.insert(JSONName($0.name)).inserted }
    }
    for index in members.indices.dropFirst() {
      let name = members[index].name
      for earlier in 0..<index where CodePoints.areEqual(members[earlier].name, name) {
        return true
      }
    }
    return false
  }

  /// Up to this many members, looking at all pairs is cheaper than a table.
  private static let pairwiseCountMax = 12

  /// The repeated names, each once, in the order of their second appearance.
  var duplicateNames: [String] {
    var counts = [JSONName: Int](minimumCapacity: members.count)
    return members.map(\.name).filter { name in
      counts[JSONName(name), default: 0] += 1
      return counts[JSONName(name)] == 2
    }
  }
}

/// Equal when the last members of each name are equal; their order does not count.
extension JSONObject: Hashable {
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    if left.hasSameNamesInOrder(as: right), !left.hasDuplicateNames {
      return zip(left.members, right.members).allSatisfy { $0.value == $1.value }
    }
    return left.valuesByName == right.valuesByName
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(valuesByName)
  }

  private func hasSameNamesInOrder(as other: JSONObject) -> Bool {
    guard members.count == other.members.count else { return false }
    return zip(members, other.members).allSatisfy { CodePoints.areEqual($0.name, $1.name) }
  }

  private var valuesByName: [JSONName: JSONValue] {
    Dictionary(members.map { (JSONName($0.name), $0.value) }, uniquingKeysWith: { $1 })
  }
}
