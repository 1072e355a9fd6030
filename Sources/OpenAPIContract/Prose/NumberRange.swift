package import StrictJSON

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

  package init(lower: Bound?, upper: Bound?) {
    self.lower = lower
    self.upper = upper
  }

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
