import Testing

/// One case of a parameterised test: what it shows, and the text that shows it.
struct Vector: Sendable, CustomTestStringConvertible {
  let what: String
  let text: String
  let expected: String

  init(_ what: String, _ text: String, _ expected: String = "") {
    self.what = what
    self.text = text
    self.expected = expected
  }

  var testDescription: String { what }
}
