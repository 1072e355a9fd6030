import StrictJSON

/// Measures as JSON numbers.
extension JSONValue {
  /// A finite one, as Swift writes it, whose grammar is JSON's.
  static func number(_ value: Double) -> JSONValue {
    JSONNumber("\(value)").map { .number($0) } ?? .null
  }

  /// Exact to the nanosecond and no digit longer than it must be: `30`, `0.25`.
  static func seconds(_ duration: Duration) -> JSONValue {
    let nanoseconds = duration.nanosecondsClamped
    let (whole, part) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    var text = (nanoseconds < 0 ? "-" : "") + String(whole)
    if part > 0 {
      var digits = String(1_000_000_000 + part).dropFirst()
      while digits.utf8.last == UInt8(ascii: "0") { digits = digits.dropLast() }
      text += ".\(digits)"
    }
    return .number(JSONNumber(checkedText: text))
  }
}
