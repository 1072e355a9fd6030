import OpenAPIContract
import Reports

extension ContractReport {
  /// For people: what failed and why, what could not be checked, what is known of every rule, the
  /// tasks that a service made, and the sum. It ends without a newline.
  public var text: String {
    let lines = troubles + evidence + coverage + tasks + overBudget + [sum]
    return lines.joined(separator: "\n")
  }

  private var troubles: [String] {
    let unsent = results.count { $0.isUnsent }
    let missed = results.filter { $0.verdict != .passed && !$0.isUnsent }
    let sum = unsent == 0 ? [] : ["could-not-check \(unsent) more: not sent, the run was stopped"]
    return missed.flatMap { result in
      ["\(result.verdict.name) \(result.contractCase.id): \(result.contractCase.requirement)"]
        + result.verdict.reasons.map { "  \($0)" }
        + ["  [\(result.contractCase.source)]"]
    } + sum
  }

  private var evidence: [String] {
    let rows = RuleEvidence.table(self).map { evidence in
      [
        RuleWords.place(evidence.rule), evidence.rule.words,
        "documented: \(RuleWords.source(evidence.rule))",
      ].map(Self.elided) + [evidence.words(on: day)]
    }
    let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let page = plan.suite.contract.name
    let heading = "evidence on the rules of \(page), asked of \(plan.target.name):"
    return [heading]
      + rows.map { row in
        let columns = zip(row, widths).map { text, width in
          text + String(repeating: " ", count: width - text.count)
        }
        return "  " + (columns + row.suffix(1)).joined(separator: "  ")
      }
  }

  /// Long lists stand in the JSON report.
  private static func elided(_ text: String) -> String {
    let countMax = 84
    return text.count <= countMax ? text : text.prefix(countMax - 1) + "…"
  }

  private var coverage: [String] {
    plan.suite.uncoveredRules.map { "not covered: \($0)" }
  }

  private var tasks: [String] {
    guard plan.target.isBilling else { return [] }
    return results.compactMap { result in
      result.taskID.map { "task \($0): \(result.contractCase.id)" }
    }
  }

  /// What was not sent for the sake of the budget; all ids stand in the JSON report.
  private var overBudget: [String] {
    let reasons = Set(omissions.map(\.reason)).filter { $0.contains("budget") }
    return reasons.sorted().map { reason in
      let ids = omissions.filter { $0.reason == reason }.map(\.id)
      let countMax = 8
      let rest = ids.count > countMax ? ", and \(ids.count - countMax) more" : ""
      return "not sent, since \(reason): \(ids.prefix(countMax).joined(separator: ", "))\(rest)"
    }
  }

  private var sum: String {
    var parts = [
      "\(CaseCount.words(results.count)): \(passedCount) passed, \(failedCount) failed, "
        + "\(uncheckedCount) could not be checked"
    ]
    if !omissions.isEmpty { parts.append("not sent: \(omissions.count)") }
    if plan.target.isBilling { parts.append("billed submits: \(billed)") }
    if let stopReason { parts.append("stopped: \(stopReason)") }
    return parts.joined(separator: "; ") + " (\(duration.secondsText) s)"
  }

  private var billed: String {
    let unknown = uncertainSubmits == 0 ? "" : ", of \(uncertainSubmits) it is not known"
    return "at most \(billedSubmits)\(unknown)"
  }
}
