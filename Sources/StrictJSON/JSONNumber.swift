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
    return JSONDecimal(text).int
  }

  /// The nearest double; nil when the number is out of its range.
  package var double: Double? {
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// Whether the quotient of the exact decimal values is a whole number. No double takes part, so
  /// `0.3` is a multiple of `0.1`. False for a divisor of zero.
  package func isMultiple(of divisor: JSONNumber) -> Bool {
    if let small = SmallDecimal.align(text, divisor.text) {
      return small.right != 0 && small.left % small.right == 0
    }
    return JSONDecimal(text).isMultiple(of: JSONDecimal(divisor.text))
  }

  private static func isNumber(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      let parser = JSONParser(bytes: buffer, limits: .default)
      let end = try? parser.scanNumber()
      return end == buffer.count && !buffer.isEmpty
    }
  }
}

/// By exact decimal value, at a cost linear in the text: `1e1000000000` is never written out.
extension JSONNumber: Hashable, Comparable {
  package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    if let small = SmallDecimal.align(left.text, right.text) { return small.left == small.right }
    return JSONDecimal(left.text) == JSONDecimal(right.text)
  }

  package static func < (left: JSONNumber, right: JSONNumber) -> Bool {
    if let small = SmallDecimal.align(left.text, right.text) { return small.left < small.right }
    return JSONDecimal(left.text) < JSONDecimal(right.text)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(JSONDecimal(text))
  }
}
