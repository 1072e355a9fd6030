/// A JSON number, kept as the text that was written (RFC 8259 §6). `5` and `5.0` are equal by value,
/// yet only the first is written as an integer.
package struct JSONNumber: Sendable {
  /// The grammar's text: optional minus, digits, optional fraction, optional exponent.
  package let text: String

  /// - Parameter text: already checked against RFC 8259 §6.
  package init(checkedText text: String) {
    self.text = text
  }
}
