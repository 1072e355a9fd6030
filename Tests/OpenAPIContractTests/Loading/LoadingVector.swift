import Testing

/// One case of a parameterised test: what it shows, the text, and what comes of it.
struct LoadingVector: Sendable, CustomTestStringConvertible {
  let what: String
  let text: String
  let expected: String

  init(_ what: String, _ text: String, _ expected: String) {
    self.what = what
    self.text = text
    self.expected = expected
  }

  var testDescription: String { what }
}
