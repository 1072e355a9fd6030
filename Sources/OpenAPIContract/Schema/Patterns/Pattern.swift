/// A regular expression of ECMA-262, which JSON Schema's `pattern` is: it matches anywhere in the
/// text unless it is anchored. A text that takes too many steps gives no verdict, so no pattern
/// and no text can hold up the server.
package struct Pattern: Sendable {
  package enum Verdict: Sendable, Equatable {
    case matches
    case differs
    /// The steps were used up before there was an answer.
    case undecided
  }

  package let text: String
  private let program: PatternProgram

  /// Steps that one text may take: some ten milliseconds.
  static let stepsMax = 500_000

  package init(_ text: String) throws(PatternError) {
    self.text = text
    var parser = PatternParser(text)
    let node = try parser.parse()
    program = try PatternProgram(node, groupCount: parser.groupCount)
  }

  package func match(_ subject: String) -> Verdict {
    var steps = Self.stepsMax
    return match(subject, stepsLeft: &steps)
  }

  /// - Parameter stepsLeft: what all texts of a request may still take together.
  func match(_ subject: String, stepsLeft: inout Int) -> Verdict {
    var subject = subject
    let granted = min(stepsLeft, Self.stepsMax)
    return subject.withUTF8 { bytes in
      var matcher = PatternMatcher(program: program, bytes: bytes, stepsMax: granted)
      let verdict = matcher.search()
      stepsLeft -= granted - max(0, matcher.stepsLeft)
      return verdict
    }
  }
}
