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

  /// Up to this many members, looking at all pairs is cheaper than a table.
  static let pairwiseCountMax = 12
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(members: elements.map { Member(name: $0.0, value: $0.1) })
  }
}

extension JSONObject {
  /// The value of the *last* member of that name, compared by code point.
  package subscript(name: String) -> JSONValue? {
    lastIndex(of: name).map { members[$0].value }
  }

  package func lastIndex(of name: String) -> Int? {
    members.lastIndex { CodePoints.areEqual($0.name, name) }
  }

  package mutating func append(_ name: String, _ value: JSONValue) {
    members.append(Member(name: name, value: value))
  }

  /// Whether a name stands twice. Linear for any count, so a hostile body costs no more.
  package var hasDuplicateNames: Bool {
    guard members.count > Self.pairwiseCountMax else { return hasDuplicateNamesPairwise }
    var seen = Set<JSONName>(minimumCapacity: members.count)
    return members.contains { !seen.insert(JSONName($0.name)).inserted }
  }

  private var hasDuplicateNamesPairwise: Bool {
    for index in members.indices.dropFirst() {
      let name = members[index].name
      for earlier in 0..<index where CodePoints.areEqual(members[earlier].name, name) {
        return true
      }
    }
    return false
  }

  /// The repeated names, each once, in the order of their second appearance.
  package var duplicateNames: [String] {
    var counts = [JSONName: Int](minimumCapacity: members.count)
    var repeated: [String] = []
    for member in members {
      let count = counts[JSONName(member.name), default: 0] + 1
      counts[JSONName(member.name)] = count
      if count == 2 { repeated.append(member.name) }
    }
    return repeated
  }
}
