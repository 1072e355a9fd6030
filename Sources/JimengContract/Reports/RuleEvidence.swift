import OpenAPIContract

/// What is known of one rule: that the page documents it, and what a run observed or, where nothing
/// was sent, what is assumed.
struct RuleEvidence {
  enum Finding: Equatable {
    /// No request that broke it was accepted, and so many were refused as the page or the evidence
    /// has it.
    case enforced(cases: Int)
    /// Some requests that broke it were accepted.
    case notEnforced(accepted: Int, cases: Int, status: Int)
    /// Nothing breaks it (`type: string` of a header); what keeps it was accepted or not.
    case kept(accepted: Int, cases: Int)
    /// The answers say nothing of it.
    case undecided(cases: Int)
    /// Nothing was sent: what the evidence on the gateway says.
    case assumed(String)
    case notCovered
  }

  let rule: ContractRule
  let caseIDs: [String]
  let finding: Finding

  static func table(_ report: ContractReport) -> [RuleEvidence] {
    let suite = report.plan.suite
    return suite.contract.rules.enumerated().map { position, rule in
      let cases = suite.cases.filter { $0.coverage?.rules.contains(position) == true }
      let results = report.results.filter {
        $0.contractCase.coverage?.rules.contains(position) == true
      }
      return RuleEvidence(
        rule: rule, caseIDs: cases.map(\.id), finding: finding(cases, results))
    }
  }

  private static func finding(_ cases: [ContractCase], _ results: [CaseResult]) -> Finding {
    guard !cases.isEmpty else { return .notCovered }
    let sent = results.filter { $0.status != nil }
    guard !sent.isEmpty else { return .assumed(assumption(cases)) }
    let judged = sent.filter { $0.verdict.name != "could-not-check" }
    let breaking = judged.filter { $0.contractCase.coverage?.isBreaking == true }
    let accepted = breaking.filter(\.isAccepted)
    if let first = accepted.first {
      return .notEnforced(
        accepted: accepted.count, cases: breaking.count, status: first.status ?? 0)
    }
    // A refusal of another kind than the case asks for may have another cause.
    let refused = breaking.count { $0.verdict == .passed }
    if refused > 0 { return .enforced(cases: refused) }
    guard breaking.isEmpty, !judged.isEmpty else { return .undecided(cases: sent.count) }
    return .kept(accepted: judged.count(where: \.isAccepted), cases: judged.count)
  }

  private static func assumption(_ cases: [ContractCase]) -> String {
    let standing = cases.first { $0.coverage?.isBreaking == true }?.coverage?.standing
    guard let standing else { return "kept requests are accepted" }
    switch standing.outcome {
    case .accepts: return "not enforced (\(standing.evidence))"
    case .refuses: return "enforced (\(standing.evidence))"
    case .unknown: return "unknown (\(standing.evidence))"
    }
  }

  /// - Parameter day: of the run.
  func words(on day: String) -> String {
    switch finding {
    case .enforced(let cases): "observed \(day): enforced (\(CaseCount.words(cases)))"
    case .notEnforced(let accepted, let cases, let status):
      "observed \(day): documented, but not enforced: \(status) to \(accepted) of "
        + CaseCount.words(cases)
    case .kept(let accepted, let cases):
      "observed \(day): accepted where kept (\(accepted) of \(CaseCount.words(cases)))"
    case .undecided(let cases):
      cases == 1
        ? "not observed: 1 answer said nothing of it"
        : "not observed: \(cases) answers said nothing of it"
    case .assumed(let words): "not asked; assumed: \(words)"
    case .notCovered: "not covered by any case"
    }
  }
}

extension CaseResult {
  /// Another page's success need not say so in words that are known here.
  fileprivate var isAccepted: Bool {
    (200..<300).contains(status ?? 0) && acceptance != .refused
  }
}

/// How reports name a rule.
enum RuleWords {
  /// `POST /jimeng/submit/videos duration: one of 5, 10`
  static func line(_ rule: ContractRule) -> String {
    "\(rule.method) \(rule.path) \(place(rule)): \(rule.words)"
  }

  /// `duration`, `header Content-Type`
  static func place(_ rule: ContractRule) -> String {
    rule.location == .body ? rule.field : "\(rule.location.rawValue) \(rule.field)"
  }

  /// `枚举值 5, 10 (line 48)`
  static func source(_ rule: ContractRule) -> String {
    let words = rule.source.words.split(whereSeparator: \.isNewline).joined(separator: " ⏎ ")
    let quoted = rule.source.origin == .prose ? "“\(words)”" : words
    return quoted + (rule.source.line.map { " (line \($0))" } ?? "")
  }
}
