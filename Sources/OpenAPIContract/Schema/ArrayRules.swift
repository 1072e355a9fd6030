import StrictJSON

/// What an array must satisfy; other values pass.
package struct ArrayRules: Sendable {
  /// Of every item, or of those behind `tuple`.
  package enum Rest: Sendable, Equatable {
    case anything
    case nothing
    case schema(SchemaID)
  }

  /// A schema for each of the first items (JSON Schema draft 4's list form of `items`).
  package var tuple: [SchemaID] = []
  package var rest: Rest = .anything
  package var countMin: Int?
  package var countMax: Int?
  package var isUnique = false

  var isEmpty: Bool {
    tuple.isEmpty && rest == .anything && countMin == nil && countMax == nil && !isUnique
  }

  func fitsCount(_ count: Int) -> Bool {
    count >= countMin ?? 0 && count <= countMax ?? .max
  }

  /// The two first items that are equal; nil when none are. A table keeps a long array linear.
  static func firstEqualPair(_ items: [JSONValue]) -> (Int, Int)? {
    guard items.count > 8 else {
      for second in items.indices.dropFirst() {
        for first in 0..<second where items[first] == items[second] { return (first, second) }
      }
      return nil
    }
    var seen: [JSONValue: Int] = [:]
    seen.reserveCapacity(items.count)
    for index in items.indices {
      if let first = seen.updateValue(index, forKey: items[index]) { return (first, index) }
    }
    return nil
  }
}
