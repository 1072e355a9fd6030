import OpenAPIContract

/// Which cases are sent to a target, in which order, and which are not and why. Nothing has been
/// sent yet.
public struct ContractPlan: Sendable {
  /// A case that is not sent.
  public struct Omission: Sendable {
    /// The case's id.
    public let id: String
    /// Why it is not sent.
    public let reason: String
  }

  /// What the page and the evidence say.
  public let suite: ContractSuite
  /// Who is asked.
  public let target: ContractTarget
  /// In the order in which they are sent; for a service those first that it should refuse, and so
  /// bills to nobody, each group by tier.
  public let cases: [ContractCase]
  /// What is left out.
  public let omissions: [Omission]
  /// How many submits may be billed: so many requests at most are sent whose answers do not prove a
  /// refusal. With 0, no request is sent that could make a task.
  public let budget: Int

  /// - Parameters:
  ///   - suite: the cases there are.
  ///   - target: who is asked.
  ///   - tiers: only these; nil for L0 and L1 at a service where no ids are given, and else for
  ///     all.
  ///   - ids: of these only; nil for all.
  ///   - budget: how many submits a service may bill. A mock bills nobody.
  public init(
    _ suite: ContractSuite, target: ContractTarget, tiers: Set<ContractCase.Tier>? = nil,
    ids: Set<String>? = nil, budget: Int = 0
  ) {
    let isOpen = !target.isBilling || ids != nil
    let tiers = tiers ?? (isOpen ? Set(ContractCase.Tier.allCases) : [.free, .invalidBody])
    var cases: [ContractCase] = []
    var omissions: [Omission] = []
    for contractCase in suite.cases where ids?.contains(contractCase.id) ?? true {
      if let reason = Self.reason(against: contractCase, target, tiers: tiers, budget: budget) {
        omissions.append(Omission(id: contractCase.id, reason: reason))
      } else {
        cases.append(contractCase)
      }
    }
    self.suite = suite
    self.target = target
    self.budget = budget
    self.omissions = omissions
    self.cases = target.isMock ? cases : Self.cheapestFirst(cases)
  }

  private static func cheapestFirst(_ cases: [ContractCase]) -> [ContractCase] {
    [false, true].flatMap { hopesForSuccess in
      ContractCase.Tier.allCases.flatMap { tier in
        cases.filter { $0.tier == tier && $0.expectation.hopesForSuccess == hopesForSuccess }
      }
    }
  }

  private static func reason(
    against contractCase: ContractCase, _ target: ContractTarget,
    tiers: Set<ContractCase.Tier>, budget: Int
  ) -> String? {
    if !tiers.contains(contractCase.tier) {
      return "tier \(contractCase.tier.rawValue) is not asked for"
    }
    if let recording = target.recording {
      return recording.exchanges(for: contractCase).isEmpty ? "it is not in the recording" : .none
    }
    guard target.address(of: contractCase) != nil else {
      return "it is for another kind of mock"
    }
    let isOverBudget = target.isBilling && contractCase.mayBeBilled && budget == 0
    return isOverBudget ? "it may be billed, and the budget is 0" : .none
  }

  /// What will be done, for people: a line or a few.
  public var summary: String {
    let tiers = ContractCase.Tier.allCases.compactMap { tier -> String? in
      let count = cases.count { $0.tier == tier }
      return count == 0 ? .none : "\(tier.rawValue) \(count)"
    }
    var lines = [
      "plan: \(CaseCount.words(cases.count)) (\(tiers.joined(separator: ", "))) "
        + "against \(target.name), "
        + "for \(suite.contract.rules.count) rules of \(suite.contract.name)"
    ]
    if target.isBilling {
      lines.append(
        "plan: at most \(budget) billed submits: each request that could make a task is counted "
          + "before it is sent, and given back only if its answer proves a refusal; no request is "
          + "sent twice; the first success that should have been a refusal ends the run")
    }
    for reason in Set(omissions.map(\.reason)).sorted() {
      let count = omissions.count { $0.reason == reason }
      lines.append("plan: left out \(count): \(reason)")
    }
    return lines.joined(separator: "\n")
  }
}
