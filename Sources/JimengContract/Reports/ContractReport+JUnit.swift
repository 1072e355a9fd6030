import OpenAPIContract

extension ContractReport {
  /// JUnit's XML, in the form that CI servers share: one suite, a `failure` for a case that failed,
  /// an `error` for one that could not be checked, `skipped` for one that was not sent.
  public var junit: String {
    let name = XMLText.attribute("\(plan.suite.contract.name) at \(plan.target.name)")
    let total = results.count + omissions.count
    let stop = stopReason.map { ["stopped: \($0)"] } ?? []
    let output = plan.suite.uncoveredRules.map { "not covered: \($0)" } + stop
    let lines =
      [
        #"<?xml version="1.0" encoding="UTF-8"?>"#,
        "<testsuites>",
        #"  <testsuite id="0" package="JimengContract" name="\#(name)" timestamp="\#(timestamp)" "#
          + #"hostname="localhost" tests="\#(total)" failures="\#(failedCount)" "#
          + #"errors="\#(uncheckedCount)" skipped="\#(omissions.count)" "#
          + #"time="\#(duration.secondsText)">"#,
        "    <properties/>",
      ] + results.flatMap(Self.element) + omissions.map(Self.element) + [
        "    <system-out>\(XMLText.content(output.joined(separator: "\n")))</system-out>",
        "    <system-err/>", "  </testsuite>", "</testsuites>", "",
      ]
    return lines.joined(separator: "\n")
  }

  private static func element(_ result: CaseResult) -> [String] {
    let contractCase = result.contractCase
    let start =
      #"    <testcase classname="contract.\#(contractCase.tier.rawValue)" "#
      + #"name="\#(XMLText.attribute(contractCase.id))" time="\#(result.duration.secondsText)""#
    switch result.verdict {
    case .passed: return [start + "/>"]
    case .failed: return [start + ">", trouble("failure", result), "    </testcase>"]
    case .couldNotCheck: return [start + ">", trouble("error", result), "    </testcase>"]
    }
  }

  private static func trouble(_ element: String, _ result: CaseResult) -> String {
    let contractCase = result.contractCase
    let message = result.verdict.reasons.first ?? ""
    let text =
      [contractCase.requirement] + result.verdict.reasons + ["source: \(contractCase.source)"]
    return #"      <\#(element) message="\#(XMLText.attribute(message))" "#
      + #"type="\#(result.verdict.name)">\#(XMLText.content(text.joined(separator: "\n")))"#
      + "</\(element)>"
  }

  private static func element(_ omission: ContractPlan.Omission) -> String {
    #"    <testcase classname="contract" name="\#(XMLText.attribute(omission.id))" time="0">"#
      + #"<skipped message="\#(XMLText.attribute(omission.reason))"/></testcase>"#
  }
}
