import Foundation
import OpenAPIContract

/// Sends the cases of a plan, one after the other and each once, and gathers what came of them.
public struct ContractRun: Sendable {
  private let plan: ContractPlan
  /// So many calls in a row without an answer end a run at a service: it is not there, and what was
  /// sent to it may have been billed all the same.
  private static let silentCallsMax = 3

  private let isRecorded: Bool

  /// A run of all that is in the plan.
  /// - Parameters:
  ///   - plan: its cases are sent in its order.
  ///   - isRecorded: whether the report is to hold what was asked and answered, for its `har`.
  public init(_ plan: ContractPlan, isRecorded: Bool = false) {
    self.plan = plan
    self.isRecorded = isRecorded
  }

  /// Runs the cases. At a service it ends with the first success that should have been a refusal:
  /// whoever accepts an invalid body bills it. Where its task is cancelled it ends too, and the
  /// report has all that is known by then.
  /// - Parameter progress: called before each case, with how many are done.
  public func run(
    progress: (_ done: Int, _ contractCase: ContractCase) -> Void = { _, _ in }
  ) async -> ContractReport {
    let paths = plan.suite.contract.operations.flatMap(\.servedPaths)
    let log = isRecorded ? ExchangeLog() : nil
    let runner = CaseRunner(plan.target, submitPaths: Set(paths), log: log)
    let clock = ContinuousClock()
    let started = clock.now
    var report = ContractReport(plan: plan, date: Date())
    var budget = SubmitBudget(plan.budget)
    var silentCalls = 0
    for (index, contractCase) in plan.cases.enumerated() {
      if Task.isCancelled, report.stopReason == nil { report.stopReason = Self.interruption }
      if let reason = report.stopReason {
        report.add(
          CaseResult(contractCase, .couldNotCheck("not sent: \(reason)"), isUnsent: true))
        continue
      }
      let price = plan.target.isBilling ? contractCase.price : 0
      guard budget.reserve(price) else {
        report.omit(contractCase, "the budget of \(plan.budget) is spent")
        continue
      }
      progress(index, contractCase)
      let begun = clock.now
      let outcome = await runner.run(contractCase)
      silentCalls = outcome.status == nil ? silentCalls + 1 : 0
      if plan.target.isBilling {
        let isBilled = Self.isBilled(outcome, price)
        budget.settle(price, isBilled: isBilled)
        if isBilled, outcome.acceptance != .accepted { report.uncertainSubmits += 1 }
        report.stopReason = Self.stopReason(contractCase, outcome, silentCalls)
      }
      report.add(contractCase, outcome, duration: clock.now - begun)
    }
    if Task.isCancelled, report.stopReason == nil { report.stopReason = Self.interruption }
    report.billedSubmits = budget.spent
    report.exchanges = log?.entries ?? []
    report.duration = clock.now - started
    return report
  }

  static let interruption = "it was interrupted"

  private static func stopReason(
    _ contractCase: ContractCase, _ outcome: CaseRunner.Outcome, _ silentCalls: Int
  ) -> String? {
    if outcome.isUnforeseenSuccess {
      let words = "\(contractCase.id) was answered \(outcome.status ?? 0)"
      return outcome.acceptance == .accepted
        ? "\(words) and should have been refused"
        : "\(words), which may be billed, and should have been refused"
    }
    return silentCalls < silentCallsMax
      ? .none : "\(silentCallsMax) calls in a row had no answer"
  }

  /// A case that may be billed counts as billed when no answer says otherwise.
  private static func isBilled(_ outcome: CaseRunner.Outcome, _ price: Int) -> Bool {
    price > 0 ? outcome.acceptance != .refused : outcome.isUnforeseenSuccess
  }
}
