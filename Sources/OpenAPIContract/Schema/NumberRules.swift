package import StrictJSON

/// What a number must satisfy; other values pass. All of it is decimal and exact.
package struct NumberRules: Sendable {
  package var range = NumberRange(lower: nil, upper: nil)
  package var multipleOf: JSONNumber?
  /// `int32` or `int64`.
  package var format: Format?

  var isEmpty: Bool {
    range.lower == nil && range.upper == nil && multipleOf == nil && format == nil
  }

  func admits(_ number: JSONNumber) -> Bool {
    range.contains(number) && isMultiple(number) && fitsFormat(number)
  }

  func isMultiple(_ number: JSONNumber) -> Bool {
    guard let multipleOf else { return true }
    return number.isMultiple(of: multipleOf)
  }

  func fitsFormat(_ number: JSONNumber) -> Bool {
    guard let format else { return true }
    return format.admits(number)
  }
}
