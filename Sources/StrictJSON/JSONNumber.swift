/// A JSON number, kept as the text that was written (RFC 8259 §6). `5` and `5.0` are equal by
/// value, yet only the first is written as an integer.
package struct JSONNumber: Sendable {
  /// The grammar's text: optional minus, digits, optional fraction, optional exponent.
  package let text: String

  /// - Parameter text: already checked against RFC 8259 §6.
  package init(checkedText text: String) {
    self.text = text
  }

  package init(_ value: Int) {
    text = String(value)
  }

  /// Checks the text against RFC 8259 §6; nil when it is no JSON number.
  package init?(_ text: String) {
    guard Self.isNumber(Array(text.utf8)) else { return nil }
    self.text = text
  }

  /// Whether it is *written* as an integer: no fraction and no exponent. `5.0` and `1e2` are not
  /// (JSON Schema draft 4 §3.5, on which OpenAPI 3.0 stands).
  package var isInteger: Bool {
    text.utf8.allSatisfy { $0 != .period && $0 != .lowercaseE && $0 != .uppercaseE }
  }

  /// The exact value, when it is a whole number that fits, however it is written (`5.0`, `1e2`).
  package var int: Int? {
    if let plain = Int(text) { return plain }
    var text = text
    return text.withUTF8 { JSONDecimal($0).int }
  }

  /// The nearest double; nil when the number is out of its range.
  package var double: Double? {
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// Whether the quotient of the exact decimal values is a whole number. No double takes part, so
  /// `0.3` is a multiple of `0.1`. False for a divisor of zero.
  package func isMultiple(of divisor: JSONNumber) -> Bool {
    Self.compare(self, divisor) { $0.isMultiple(of: $1) }
  }

  private static func compare<Result>(
    _ left: JSONNumber, _ right: JSONNumber, _ body: (JSONDecimal, JSONDecimal) -> Result
  ) -> Result {
    var (left, right) = (left.text, right.text)
    return left.withUTF8 { left in
      right.withUTF8 { body(JSONDecimal(left), JSONDecimal($0)) }
    }
  }

  private static func isNumber(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      let parser = JSONParser(bytes: buffer, limits: .default)
      let end = try? parser.scanNumber()
      return end == buffer.count && !buffer.isEmpty
    }
  }
}

/// By decimal value, exact within the bounds that `JSONDecimal` names.
extension JSONNumber: Hashable, Comparable {
  package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    compare(left, right) { $0.order(to: $1) == 0 }
  }

  package static func < (left: JSONNumber, right: JSONNumber) -> Bool {
    compare(left, right) { $0.order(to: $1) < 0 }
  }

  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { JSONDecimal($0).hash(into: &hasher) }
  }
}
