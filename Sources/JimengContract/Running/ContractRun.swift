import Foundation
import OpenAPIContract

/// Sends the cases of a plan, one after the other and each once, and gathers what came of them.
public struct ContractRun: Sendable {
  private let plan: ContractPlan
  /// So many calls in a row without an answer end a run at a service: it is not there, and what was
  /// sent to it may have been billed all the same.
  private static let unansweredCallsMax = 3

  private let isRecorded: Bool

  /// A run of all that is in the plan.
  /// - Parameters:
  ///   - plan: its cases are sent in its order.
  ///   - isRecorded: whether the report is to hold what was asked and answered, for its `har`.
  public init(_ plan: ContractPlan, isRecorded: Bool = false) {
    self.plan = plan
    self.isRecorded = isRecorded
  }

  /// Runs the cases. At a service no request that could make a task is sent beyond the budget: each
  /// counts as billed unless its answer proves a refusal. The first success that should have been a
  /// refusal ends the run, for whoever accepts an invalid body bills it. Cancelling ends it, and
  /// the report has all that is known by then.
  /// - Parameter progress: called before each case, with how many are done.
  public func run(
    progress: (_ done: Int, _ contractCase: ContractCase) -> Void = { _, _ in }
  ) async -> ContractReport {
    let log = isRecorded ? ExchangeLog() : nil
    let runner = CaseRunner(plan.target, log: log)
    let clock = ContinuousClock()
    let started = clock.now
    var report = ContractReport(plan: plan, date: Date())
    var budget = SubmitBudget(plan.budget)
    var unansweredCalls = 0
    for (index, contractCase) in plan.cases.enumerated() {
      if Task.isCancelled, report.stopReason == nil { report.stopReason = Self.interruption }
      if let reason = report.stopReason {
        var result = CaseResult(contractCase, .couldNotCheck("not sent: \(reason)"))
        result.isUnsent = true
        report.add(result)
        continue
      }
      let isReserved = plan.target.isBilling && contractCase.mayBeBilled
      guard !isReserved || budget.reserve() else {
        report.omit(contractCase, "it may be billed, and the budget of \(plan.budget) is spent")
        continue
      }
      progress(index, contractCase)
      let begun = clock.now
      var result = await runner.run(contractCase)
      result.duration = clock.now - begun
      unansweredCalls = result.status == nil ? unansweredCalls + 1 : 0
      if isReserved, result.isProvenFree {
        budget.giveBack()
      } else if isReserved, result.acceptance != .accepted {
        report.uncertainSubmits += 1
      }
      if plan.target.isBilling { report.stopReason = stopReason(result, unansweredCalls) }
      report.add(result)
    }
    if Task.isCancelled, report.stopReason == nil { report.stopReason = Self.interruption }
    report.billedSubmits = budget.spent
    report.exchanges = log?.entries ?? []
    report.duration = clock.now - started
    return report
  }

  static let interruption = "it was interrupted"

  private func stopReason(_ result: CaseResult, _ unansweredCalls: Int) -> String? {
    if isUnforeseenSuccess(result) {
      let words = "\(result.contractCase.id) was answered \(result.status ?? 0)"
      return result.acceptance == .accepted
        ? "\(words) and should have been refused"
        : "\(words), which may be billed, and should have been refused"
    }
    return unansweredCalls < Self.unansweredCallsMax
      ? .none : "\(Self.unansweredCallsMax) calls in a row had no answer"
  }

  /// Whether a body was taken that should have been refused, or may have been: on the submit path,
  /// any 2xx counts that does not say otherwise.
  private func isUnforeseenSuccess(_ result: CaseResult) -> Bool {
    let request = result.contractCase.request
    guard request.body != nil, result.contractCase.isToBeRefused else { return false }
    switch result.acceptance {
    case .accepted: return true
    case .refused, nil: return false
    case .unclear:
      let path = request.path.prefix { $0 != "?" }
      return plan.suite.contract.operations.contains {
        $0.servedPaths.contains { $0 == path }
      }
    }
  }
}

/// How many submits may be billed. A request that could make a task is counted before it is sent,
/// and taken off again only when its answer proves a refusal.
struct SubmitBudget: Sendable {
  private let submitCountMax: Int
  /// Sent, and not proved to be refused.
  private(set) var spent = 0

  init(_ submitCountMax: Int) {
    self.submitCountMax = submitCountMax
  }

  /// False, and nothing is counted, when the budget is used up.
  mutating func reserve() -> Bool {
    guard spent < submitCountMax else { return false }
    spent += 1
    return true
  }

  /// Gives back what was reserved for a request that certainly made no task.
  mutating func giveBack() { spent -= 1 }
}
