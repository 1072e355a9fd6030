/// A prefix under which every operation is served as well, such as `/api`.
package enum BasePath {
  /// Besides letters and digits, what a path may hold as it is (RFC 3986 §3.3); and the slash, and
  /// the percent sign of what is encoded.
  private static let marks = Set("-._~!$&'()*+,;=:@/%".utf8)
  /// What the mock itself takes off a path, or answers.
  private static let reserved = ["/__mock", "/session", "/scenario"]

  /// Why a path cannot be one, in words that quote it; nil when it can. The empty path stands for
  /// none.
  package static func fault(of path: String) -> String? {
    guard !path.isEmpty else { return nil }
    guard path.hasPrefix("/") else { return "'\(path)' does not begin with '/'" }
    guard !path.hasSuffix("/") else { return "'\(path)' ends with '/'" }
    if let other = path.first(where: { !isLegal($0) }) {
      return PrintableText.of("'\(path)' has a '\(other)', which no path has")
    }
    guard !reserved.contains(where: { path == $0 || path.hasPrefix($0 + "/") }) else {
      return "'\(path)' leads to the admin API, or chooses a session or scenario"
    }
    return nil
  }

  private static func isLegal(_ character: Character) -> Bool {
    guard let byte = character.asciiValue else { return false }
    return marks.contains(byte) || character.isLetter || character.isNumber
  }
}
