import JimengMock
import OpenAPIContract
import Reports

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What is to be said of a command that ran against a mock.
struct ExecReport {
  let usage: ContractUsage
  /// The name of the page that was enforced.
  let page: String
  /// The words of the command, at least one.
  let command: [String]
  let status: Int32
  /// When the command was started.
  let date: Date
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

// MARK: JUnit

extension ExecReport {
  /// A test case for the command, and one for each kind of request that it sent. Their names are
  /// the same in every run that sends the same, however often it does.
  var junit: JUnitReport {
    var cases = [commandCase] + usage.entries.map(Self.requestsCase)
    if usage.unlistedCount > 0 {
      let words = "requests that break the page in yet other ways: \(usage.unlistedCount)"
      cases.append(
        JUnitReport.Case(
          group: Self.junitName, name: "other violations",
          problem: .failure(type: "violation", message: words, details: "")))
    }
    return JUnitReport(name: Self.junitName, date: date, duration: duration, cases: cases)
  }

  private static let junitName = "jimeng-mock exec"

  private var commandCase: JUnitReport.Case {
    let message = "it ended with status \(status)"
    return JUnitReport.Case(
      group: Self.junitName, name: commandLine, duration: duration,
      problem: status == 0 ? nil : .failure(type: "status", message: message, details: ""))
  }

  private static func requestsCase(_ entry: ContractUsage.Entry) -> JUnitReport.Case {
    let group = "\(entry.method) \(entry.path)"
    let count = entry.count == 1 ? "1 request" : "\(entry.count) requests"
    let note = "\(count): \(numbers(of: entry))"
    guard !entry.isValid else {
      return JUnitReport.Case(group: group, name: "no violations", note: note)
    }
    let words = entry.violations.prefix(violationCountMax).map(\.message).joined(separator: "; ")
    let details = violations(of: entry).joined(separator: "\n")
    return JUnitReport.Case(
      group: group, name: words,
      problem: .failure(type: "violation", message: words, details: details), note: note)
  }
}
