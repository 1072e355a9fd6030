import Foundation

/// Sends the cases of a plan, one after the other and each once, and gathers what came of them.
public struct ContractRun: Sendable {
  private let plan: ContractPlan
  /// So many calls in a row without an answer end a run at a service: it is not there, and what was
  /// sent to it may have been billed all the same.
  private static let silentCallsMax = 3

  /// A run of all that is in the plan.
  public init(_ plan: ContractPlan) {
    self.plan = plan
  }

  /// Runs the cases. At a service it ends with the first success that should have been a refusal:
  /// whoever accepts an invalid body bills it.
  /// - Parameter progress: called before each case, with how many are done.
  public func run(
    progress: (_ done: Int, _ contractCase: ContractCase) -> Void = { _, _ in }
  ) async -> ContractReport {
    let runner = CaseRunner(plan.target)
    let clock = ContinuousClock()
    let started = clock.now
    var report = ContractReport(plan: plan, date: Date())
    var budget = SubmitBudget(plan.budget)
    var silentCalls = 0
    for (index, contractCase) in plan.cases.enumerated() {
      if let reason = report.stopReason {
        report.add(
          CaseResult(contractCase, .couldNotCheck("not sent: \(reason)"), isUnsent: true))
        continue
      }
      let price = plan.target.isMock ? 0 : contractCase.price
      guard budget.reserve(price) else {
        report.omit(contractCase, "the budget of \(plan.budget) is spent")
        continue
      }
      progress(index, contractCase)
      let begun = clock.now
      let outcome = await runner.run(contractCase)
      let isBilled = Self.isBilled(outcome, price)
      silentCalls = outcome.status == nil ? silentCalls + 1 : 0
      if !plan.target.isMock {
        budget.settle(price, isBilled: isBilled)
        report.stopReason = Self.stopReason(contractCase, outcome, silentCalls)
      }
      report.add(
        CaseResult(
          contractCase, outcome.verdict, status: outcome.status, duration: clock.now - begun))
    }
    report.billedSubmits = budget.spent
    report.duration = clock.now - started
    return report
  }

  private static func stopReason(
    _ contractCase: ContractCase, _ outcome: CaseRunner.Outcome, _ silentCalls: Int
  ) -> String? {
    if outcome.isUnforeseenSuccess {
      return "\(contractCase.id) was answered \(outcome.status ?? 0) and should have been refused"
    }
    return silentCalls < silentCallsMax
      ? .none : "\(silentCallsMax) calls in a row had no answer"
  }

  /// A case that may be billed counts as billed when no answer says otherwise.
  private static func isBilled(_ outcome: CaseRunner.Outcome, _ price: Int) -> Bool {
    guard let status = outcome.status else { return price > 0 }
    let isSuccess = (200..<300).contains(status)
    return price > 0 ? isSuccess : outcome.isUnforeseenSuccess
  }
}
