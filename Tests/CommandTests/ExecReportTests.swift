import Foundation
import Reports
import StrictJSON
import Testing

@testable import JimengMock
@testable import OpenAPIContract
@testable import jimeng_mock

@Suite struct ExecReportTests {
  private static func violation(_ message: String) -> Violation {
    Violation(
      location: .body, pointer: JSONPointer(tokens: []), rule: .enum, expected: "", actual: "",
      message: message,
      source: RuleSource(
        origin: .prose, words: "枚举值 5, 10", pointer: JSONPointer(tokens: []), line: 48))
  }

  private static func report(
    _ messages: [[String]], command: [String] = ["client", "--fast"], status: Int32 = 0
  ) -> ExecReport {
    var usage = ContractUsage()
    for (index, messages) in messages.enumerated() {
      var judgement = ValidationResult()
      judgement.violations = messages.map(violation)
      usage.record(
        method: "POST", path: "/a", validation: judgement,
        number: ContractUsage.RequestNumber(session: nil, id: index + 1))
    }
    return ExecReport(
      usage: usage, page: "page.md", command: command, status: status,
      date: Date(timeIntervalSince1970: 1_748_191_710), duration: .milliseconds(1040))
  }

  @Test("nothing is said of a command that breaks nothing")
  func silence() {
    #expect(Self.report([[], []]).text == "")
  }

  @Test("a command that asked for nothing is told where the mock was")
  func noRequest() {
    #expect(
      Self.report([]).text
        == "jimeng-mock: no request to the API came; does client use JIMENG_BASE_URL?\n")
  }

  @Test("each kind of broken request is told once, with the words of the page")
  func violations() {
    #expect(
      Self.report([[], ["x: a", "y: b"], ["x: c"], ["x: a", "y: b"]]).text == """
        jimeng-mock: requests that break page.md: 3 of 4
          #2, #4 POST /a
            x: a  [枚举值 5, 10, line 48]
            y: b  [枚举值 5, 10, line 48]
          #3 POST /a
            x: c  [枚举值 5, 10, line 48]

        """)
  }

  @Test("it is bounded in kinds, in violations and in requests")
  func bounds() {
    let many = Self.report([(1...100).map { "x: \($0)" }]).text.split(separator: "\n")
    #expect(many.count == 2 + 20 + 1 && many.last == "    and 80 more")
    let kinds = Self.report((1...130).map { ["x: \($0)"] }).text.split(separator: "\n")
    #expect(kinds.count == 1 + 2 * 20 + 1 && kinds.last == "  and 110 more in other ways")
    let same = Self.report(Array(repeating: ["x"], count: 12)).text
    #expect(same.contains("#9, #10 and 2 more POST /a"))
  }

  @Test("what a client sent steers no terminal")
  func printable() {
    let text = Self.report([["x: \u{1B}[31m\u{202E}"]]).text
    #expect(text.contains(#"x: \u{1B}[31m\u{202E}"#))
  }

  @Test("JUnit has a case for the command and one for each kind of request")
  func junit() {
    #expect(
      Self.report([[], ["x: a"], []], status: 3).junit.xml == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites tests="3" failures="2" errors="0" time="1.040">
          <testsuite name="jimeng-mock exec" timestamp="2025-05-25T16:48:30" \
        hostname="localhost" tests="3" failures="2" errors="0" skipped="0" time="1.040">
            <testcase classname="jimeng-mock exec" name="client --fast" time="1.040">
              <failure message="it ended with status 3" type="status"></failure>
            </testcase>
            <testcase classname="POST /a" name="no violations" time="0.000">
              <system-out>2 requests: #1, #3</system-out>
            </testcase>
            <testcase classname="POST /a" name="x: a" time="0.000">
              <failure message="x: a" type="violation">x: a  [枚举值 5, 10, line 48]</failure>
              <system-out>1 request: #2</system-out>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test("the command is told as it could be typed, up to a bound")
  func commandLine() {
    let words = ["sh", "-c", "echo it's", "", "a=b", "*"]
    #expect(Self.report([], command: words).commandLine == #"sh -c 'echo it'\''s' '' a=b '*'"#)
    let long = Self.report([], command: ["x", String(repeating: "y", count: 1000)]).commandLine
    #expect(long.count == ExecReport.commandLengthMax && long.hasSuffix("y…"))
  }

  @Test("JUnit counts what there was no room for as a failure")
  func junitBound() {
    let text = Self.report((1...103).map { ["x: \($0)"] }).junit.xml
    #expect(text.contains(#"tests="102" failures="101""#))
    #expect(text.contains("in yet other ways: 3"))
  }

  @Test("JUnit escapes markup, and what XML cannot hold")
  func junitEscapes() {
    let text = Self.report([["<\"&>\u{0}\u{1B}\u{FFFF}\n"]]).junit.xml
    #expect(text.contains(#"name="&lt;&quot;&amp;&gt;\u{0}\u{1B}\u{FFFF}&#10;""#))
  }
}
