package import StrictJSON

/// The values allowed (`enum`), compared as JSON compares: `5` equals `5.0`.
package struct EnumRule: Sendable {
  package let values: [JSONValue]

  @inline(__always)
  func admits(_ value: JSONValue) -> Bool {
    for allowed in values where isEqual(allowed, value) { return true }
    return false
  }

  /// The common cases, a string and a plain number, need no look at numbers' values.
  @inline(__always)
  private func isEqual(_ allowed: JSONValue, _ value: JSONValue) -> Bool {
    if case (.string(let left), .string(let right)) = (allowed, value) {
      return CodePoints.areEqual(left, right)
    }
    if case (.number(let left), .number(let right)) = (allowed, value) {
      return CodePoints.areEqual(left.text, right.text) || left == right
    }
    return allowed == value
  }
}

/// What a number must satisfy; other values pass. All of it is decimal and exact.
package struct NumberRules: Sendable {
  package var range = NumberRange(lower: nil, upper: nil)
  package var multipleOf: JSONNumber?
  /// `int32` or `int64`.
  package var format: Format?

  var isEmpty: Bool {
    range.lower == nil && range.upper == nil && multipleOf == nil && format == nil
  }
}

/// The numbers between two bounds; a bound that is nil is none.
package struct NumberRange: Sendable, Equatable {
  package struct Bound: Sendable, Equatable {
    package let value: JSONNumber
    package let isExclusive: Bool

    package init(_ value: JSONNumber, isExclusive: Bool = false) {
      self.value = value
      self.isExclusive = isExclusive
    }
  }

  package var lower: Bound?
  package var upper: Bound?

  package func contains(_ number: JSONNumber) -> Bool {
    if let lower, number < lower.value || (lower.isExclusive && number == lower.value) {
      return false
    }
    if let upper, upper.value < number || (upper.isExclusive && number == upper.value) {
      return false
    }
    return true
  }

  /// Whether a number can lie in it at all: `9-1` is not a range but something else.
  var isOrdered: Bool {
    guard let lower, let upper else { return lower != nil || upper != nil }
    if lower.value == upper.value { return !lower.isExclusive && !upper.isExclusive }
    return lower.value < upper.value
  }

  /// Both bounds of the two; nil when both set the same bound, each to something else.
  func merged(with other: NumberRange) -> NumberRange? {
    if let lower, let second = other.lower, lower != second { return nil }
    if let upper, let second = other.upper, upper != second { return nil }
    return NumberRange(lower: lower ?? other.lower, upper: upper ?? other.upper)
  }
}

/// What a string must satisfy; other values pass. Lengths are in code points (RFC 8259 §8.3).
package struct StringRules: Sendable {
  package var lengthMin: Int?
  package var lengthMax: Int?
  package var pattern: Pattern?
  package var format: Format?

  var isEmpty: Bool { lengthMin == nil && lengthMax == nil && pattern == nil && format == nil }

  func fitsLength(_ text: String) -> Bool {
    guard lengthMin != nil || lengthMax != nil else { return true }
    let byteCount = text.utf8.count
    // A code point has one to four bytes: most texts need no counting.
    if byteCount <= lengthMax ?? .max, (byteCount + 3) / 4 >= lengthMin ?? 0 { return true }
    let count = text.unicodeScalars.count
    return count >= lengthMin ?? 0 && count <= lengthMax ?? .max
  }
}

/// What an array must satisfy; other values pass.
package struct ArrayRules: Sendable {
  /// The schema of every item.
  package var items: SchemaID?
  package var countMin: Int?
  package var countMax: Int?
  package var isUnique = false

  var isEmpty: Bool { items == nil && countMin == nil && countMax == nil && !isUnique }

  /// The first two items that are equal; nil when none are. A table keeps a long array linear.
  static func firstEqualPair(_ items: [JSONValue]) -> (Int, Int)? {
    var seen: [JSONValue: Int] = [:]
    for index in items.indices {
      if let first = seen.updateValue(index, forKey: items[index]) { return (first, index) }
    }
    return nil
  }
}
