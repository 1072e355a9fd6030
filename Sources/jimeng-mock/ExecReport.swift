import JimengMock
import OpenAPIContract

/// What is to be said of a command that ran against a mock.
struct ExecReport {
  let usage: ContractUsage
  /// The name of the page that was enforced.
  let page: String
  /// The words of the command, at least one.
  let command: [String]
  let status: Int32
  let duration: Duration

  /// Of the kinds of broken requests, those that are written out.
  static let kindCountMax = 20
  /// Of the violations of one, those that are written out.
  static let violationCountMax = 20

  /// Of the command line, the characters that are told.
  static let commandLengthMax = 200

  /// The command as it could be typed in a shell, cut where it is long.
  var commandLine: String {
    let line = command.map(Self.quoted).joined(separator: " ")
    guard line.count > Self.commandLengthMax else { return line }
    return line.prefix(Self.commandLengthMax - 1) + "…"
  }

  /// In quotes, unless it means the same without.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isLetter || $0.isNumber || "%+,-./:=@_".contains($0) }
    if isPlain, !word.isEmpty { return word }
    let parts = word.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: #"'\''"#) + "'"
  }

  /// Lines for stderr; empty when the command asked for something and broke nothing.
  var text: String {
    guard usage.requestCount > 0 else {
      return "jimeng-mock: no request to the API came; does \(command[0]) use JIMENG_BASE_URL?\n"
    }
    guard usage.brokenCount > 0 else { return "" }
    let broken = usage.entries.filter { !$0.isValid }
    var lines = [
      "jimeng-mock: requests that break \(page): \(usage.brokenCount) of \(usage.requestCount)"
    ]
    for entry in broken.prefix(Self.kindCountMax) {
      lines.append("  \(Self.numbers(of: entry)) \(entry.method) \(entry.path)")
      lines += Self.violations(of: entry).map { "    " + $0 }
    }
    let rest = broken.dropFirst(Self.kindCountMax).reduce(usage.unlistedCount) { $0 + $1.count }
    if rest > 0 { lines.append("  and \(rest) more in other ways") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `#2, #5 and 7 more`
  static func numbers(of entry: ContractUsage.Entry) -> String {
    let known = entry.numbers.map(\.description).joined(separator: ", ")
    let rest = entry.count - entry.numbers.count
    return rest > 0 ? "\(known) and \(rest) more" : known
  }

  /// A line for each: `duration: 7 is not one of 5, 10  [枚举值 5, 10, line 48]`.
  static func violations(of entry: ContractUsage.Entry) -> [String] {
    var lines = entry.violations.prefix(violationCountMax).map { violation in
      let source = violation.source.map { source in
        "  [\(source.words)\(source.line.map { ", line \($0)" } ?? "")]"
      }
      return PrintableText.of(violation.message + (source ?? ""))
    }
    let rest = entry.violations.count + entry.violationsDropped - lines.count
    if rest > 0 { lines.append("and \(rest) more") }
    return lines
  }
}
