import Foundation
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengContract

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ContractReportTests {
  private static let trouble = "a \u{1B}[31m<b> & \"c\" \u{0}\u{FFFE} 中\n]]>"

  /// One case of each result and one that was not sent.
  private func report() throws -> ContractReport {
    let suite = try ContractSuite.builtIn(profile: .gateway)
    let url = try #require(URL(string: "https://example.com/"))
    let target = ContractTarget(service: url, key: "k")
    let ids: Set = [
      "gateway-prompt-missing", "gateway-prompt-blank", "generated/prompt/required/missing",
      "generated/duration/enum/just-missed-7",
    ]
    let plan = ContractPlan(suite, target: target, ids: ids, budget: 1)
    var report = ContractReport(plan: plan, date: Date(timeIntervalSince1970: 1_748_191_710))
    let verdicts: [CaseVerdict] = [
      .failed([Self.trouble]), .couldNotCheck("no answer in time"), .passed,
    ]
    for (contractCase, verdict) in zip(plan.cases, verdicts) {
      var result = CaseResult(contractCase, verdict)
      result.status = 400
      result.duration = .milliseconds(1_205)
      report.add(result)
    }
    report.omit(plan.cases[3], "it may be billed, and the budget of 1 is spent")
    report.duration = .milliseconds(3_615)
    return report
  }

  @Test("failed outweighs not checked, which outweighs passed; nothing sent is no pass")
  func verdict() throws {
    let whole = try report()
    #expect(whole.verdict.name == "failed")
    #expect((whole.passedCount, whole.failedCount, whole.uncheckedCount) == (1, 1, 1))
    var none = ContractReport(plan: whole.plan, date: whole.date)
    #expect(none.verdict.name == "could-not-check")
    none.add(CaseResult(whole.plan.cases[0], .passed))
    #expect(none.verdict == .passed)
  }

  @Test("JUnit XML is well formed, counts right and holds no character that XML cannot")
  func junit() throws {
    let reader = ElementReader()
    let parser = XMLParser(data: Data(try report().junit.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    let suite = try #require(reader.elements["testsuite"]?.first)
    #expect(suite["tests"] == "4" && suite["failures"] == "1")
    #expect(suite["errors"] == "1" && suite["skipped"] == "1")
    #expect(suite["timestamp"] == "2025-05-25T16:48:30" && suite["time"] == "3.615")
    #expect(reader.elements["testcase"]?.count == 4)
    #expect(reader.elements["testcase"]?.first?["time"] == "1.205")
    let message = reader.elements["failure"]?.first?["message"]
    #expect(message == "a \\u{1B}[31m<b> & \"c\" \\u{0}\\u{FFFE} 中\n]]>")
    #expect(reader.elements["error"]?.first?["message"] == "no answer in time")
    #expect(reader.elements["skipped"]?.count == 1)
  }

  @Test("JSON has the documented members")
  func json() throws {
    let report = try report()
    let root = try JSONReader.read(report.json).root
    #expect(root["result"] == "failed" && root["target"] == "https://example.com")
    #expect(root["startedAt"] == "2025-05-25T16:48:30Z")
    #expect(root["passed"] == 1 && root["failed"] == 1 && root["couldNotCheck"] == 1)
    #expect(root["cases"]?.array?.count == 3 && root["omitted"]?.array?.count == 1)
    #expect(root["cases"]?.array?.first?["reasons"] == .array([.string(Self.trouble)]))
    let rules = try #require(root["rules"]?.array)
    #expect(rules.count == report.plan.suite.contract.rules.count)
    let prompt = rules.first { $0["field"] == "prompt" && $0["rule"] == "required" }
    #expect(prompt?["observed"]?["on"] == "2025-05-25")
    #expect(prompt?["observed"]?["status"] == "enforced" && prompt?["assumed"] == .null)
    let duration = rules.first { $0["field"] == "duration" && $0["rule"] == "enum" }
    #expect(duration?["documented"]?["line"] == 48 && duration?["observed"] == .null)
    #expect(
      duration?["assumed"]
        == "not enforced (EVIDENCE.md, rows 9 and 11, gateway source: only the prompt is checked)")
  }

  @Test("the text tells each rule as observed on a day or assumed, and ends with the sum")
  func text() throws {
    let lines = try report().text.split(separator: "\n")
    #expect(lines.contains { $0.contains("observed 2025-05-25: enforced (1 case)") })
    #expect(lines.contains { $0.contains("“枚举值 5, 10” (line 48)") && $0.contains("assumed: ") })
    #expect(
      lines.last
        == "3 cases: 1 passed, 1 failed, 1 could not be checked; not sent: 1; billed submits: at most 0 (3.615 s)"
    )
  }
}

/// Every element's attributes by the element's name.
private final class ElementReader: NSObject, XMLParserDelegate {
  var elements: [String: [[String: String]]] = [:]

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements[name, default: []].append(attributes)
  }
}
