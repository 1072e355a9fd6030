/// A regular expression of ECMA-262, which JSON Schema's `pattern` is: it matches anywhere in the
/// text unless it is anchored. It knows literals, classes, groups, alternatives, repetitions, `^`,
/// `$` and `\b`; the time for a text grows with the text's length and never explodes.
package struct Pattern: Sendable {
  package let text: String
  private let program: PatternProgram

  package init(_ text: String) throws(PatternError) {
    self.text = text
    var parser = PatternParser(text)
    program = try PatternProgram(try parser.parse())
  }

  package func matches(_ subject: String) -> Bool {
    var subject = subject
    return subject.withUTF8 { bytes in
      var matcher = PatternMatcher(program)
      return matcher.matches(bytes)
    }
  }
}

/// Why a regular expression is not checked.
package enum PatternError: Error, Equatable, Sendable {
  /// It is none of ECMA-262: what is wrong, and what would be right.
  case invalid(String)
  /// It may be one, but this program does not know what it uses.
  case unsupported(String)
}

extension PatternError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .invalid(let reason), .unsupported(let reason): reason
    }
  }
}
