import JimengMock
import OpenAPIContract

/// A report as the JUnit XML that CI systems read: a test case for the command, and one for each
/// kind of request that it sent. Their names are the same in every run that sends the same, however
/// often it does.
struct JUnitDocument {
  let text: String

  /// One `testcase` element.
  private struct Case {
    let group: String
    let name: String
    /// Nil where none was taken.
    var duration: Duration?
    /// What is told of it in any event.
    var note = ""
    var failure: Failure?
  }

  private struct Failure {
    let type: String
    /// In one line.
    let message: String
    /// In full.
    var details: [String] = []
  }

  init(_ report: ExecReport) {
    var cases = [Self.command(of: report)] + report.usage.entries.map(Self.requests)
    if report.usage.unlistedCount > 0 {
      let words = "requests that break the page in yet other ways: \(report.usage.unlistedCount)"
      cases.append(
        Case(
          group: "jimeng-mock exec", name: "other violations",
          failure: Failure(type: "violation", message: words)))
    }
    let failureCount = cases.count { $0.failure != nil }
    let counts = #"tests="\#(cases.count)" failures="\#(failureCount)" errors="0" skipped="0""#
    let time = report.duration.formattedSeconds
    let elements = cases.flatMap(Self.lines).map { "    \($0)\n" }.joined()
    text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites \(counts) time="\(time)">
        <testsuite name="jimeng-mock exec" \(counts) time="\(time)">
      \(elements)  </testsuite>
      </testsuites>

      """
  }

  // MARK: Cases

  private static func command(of report: ExecReport) -> Case {
    var result = Case(
      group: "jimeng-mock exec", name: report.commandLine, duration: report.duration)
    if report.status != 0 {
      result.failure = Failure(type: "status", message: "it ended with status \(report.status)")
    }
    return result
  }

  private static func requests(_ entry: ContractUsage.Entry) -> Case {
    let group = "\(entry.method) \(entry.path)"
    let count = entry.count == 1 ? "1 request" : "\(entry.count) requests"
    let note = "\(count): \(ExecReport.numbers(of: entry))"
    guard !entry.isValid else { return Case(group: group, name: "no violations", note: note) }
    let words = entry.violations.prefix(ExecReport.violationCountMax).map(\.message)
      .joined(separator: "; ")
    return Case(
      group: group, name: words, note: note,
      failure: Failure(
        type: "violation", message: words, details: ExecReport.violations(of: entry)))
  }

  // MARK: XML

  private static func lines(of one: Case) -> [String] {
    let time = one.duration.map { #" time="\#($0.formattedSeconds)""# } ?? ""
    let start =
      #"<testcase classname="\#(escaped(one.group))" name="\#(escaped(one.name))"\#(time)"#
    var content: [String] = []
    if let failure = one.failure {
      let details = failure.details.map { escaped($0) }.joined(separator: "\n")
      let message = escaped(failure.message)
      content.append(
        #"  <failure message="\#(message)" type="\#(failure.type)">\#(details)</failure>"#)
    }
    if !one.note.isEmpty { content.append("  <system-out>\(escaped(one.note))</system-out>") }
    guard !content.isEmpty else { return [start + "/>"] }
    return [start + ">"] + content + ["</testcase>"]
  }

  /// For content and for attributes alike. What XML 1.0 cannot hold at all (§2.2) is written as
  /// `PrintableText` has it.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in PrintableText.of(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{FFFE}", "\u{FFFF}":
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Duration {
  /// As XML Schema writes a decimal: `1.204`.
  fileprivate var formattedSeconds: String {
    let milliseconds = components.attoseconds / 1_000_000_000_000_000
    let digits = String(milliseconds)
    return "\(components.seconds)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
