public import Foundation
import Reports

/// What came of a run: every case with its result, and what is now known of every rule.
public struct ContractReport: Sendable {
  /// A result for each case that was planned, in the plan's order; those that the budget no longer
  /// allowed are among the omissions.
  public private(set) var results: [CaseResult] = []
  /// Cases that were not sent, those of the plan included.
  public private(set) var omissions: [ContractPlan.Omission]
  /// When the run began.
  public let date: Date
  /// How long it took.
  public internal(set) var duration = Duration.zero
  /// Submits that a service billed, or may have billed.
  public internal(set) var billedSubmits = 0
  /// Those of them of which no answer tells for certain.
  public internal(set) var uncertainSubmits = 0
  /// Why the run ended before its last case; nil when it did not.
  public internal(set) var stopReason: String?

  /// What was asked and answered, where that was to be recorded.
  var exchanges: [ExchangeLog.Entry] = []
  let plan: ContractPlan

  init(plan: ContractPlan, date: Date) {
    self.plan = plan
    self.date = date
    omissions = plan.omissions
  }

  mutating func add(_ result: CaseResult) { results.append(result) }

  /// The result of a case that was sent. No task's id is given twice; only of the cases that were
  /// written by hand is it known that what comes back is one.
  mutating func add(
    _ contractCase: ContractCase, _ outcome: CaseRunner.Outcome, duration: Duration
  ) {
    var verdict = outcome.verdict
    if let id = outcome.taskID, contractCase.coverage == nil, !plan.target.isRecording,
      let first = results.first(where: { $0.taskID == id && $0.contractCase.coverage == nil })
    {
      let reason = "data: task \(id) was given before, to \(first.contractCase.id)"
      verdict = .failed((verdict.name == "failed" ? verdict.reasons : []) + [reason])
    }
    add(
      CaseResult(
        contractCase, verdict, status: outcome.status, acceptance: outcome.acceptance,
        taskID: outcome.taskID, duration: duration))
  }

  mutating func omit(_ contractCase: ContractCase, _ reason: String) {
    omissions.append(ContractPlan.Omission(id: contractCase.id, reason: reason))
  }

  /// How many cases were answered as they say.
  public var passedCount: Int { results.count { $0.verdict == .passed } }

  /// How many were answered otherwise.
  public var failedCount: Int { results.count { $0.verdict.name == "failed" } }

  /// How many had no answer that could be judged.
  public var uncheckedCount: Int { results.count - passedCount - failedCount }

  /// The one result of the whole: failed if any case failed, else could-not-check if any could not
  /// be or there was none, else passed.
  public var verdict: CaseVerdict {
    if failedCount > 0 { return .failed(["\(CaseCount.words(failedCount)) failed"]) }
    if uncheckedCount > 0 {
      return .couldNotCheck("\(CaseCount.words(uncheckedCount)) could not be checked")
    }
    return results.isEmpty ? .couldNotCheck("no case was sent") : .passed
  }

  /// `2025-11-22`, in UTC.
  var day: String { String(timestamp.prefix(10)) }

  /// `2025-11-22T18:38:04`, in UTC.
  var timestamp: String { String(date.utcText.prefix(19)) }
}

/// What came of one case of a run.
public struct CaseResult: Sendable {
  /// What was asked.
  public let contractCase: ContractCase
  /// What came of it.
  public let verdict: CaseVerdict
  /// Of the answer; nil without one.
  public let status: Int?
  /// Of the task that was made; nil where none was, or the answer does not tell.
  public let taskID: String?
  /// From the request to the verdict.
  public let duration: Duration
  /// Whether the run was stopped before it.
  public let isUnsent: Bool

  /// Nil without an answer.
  let acceptance: Acceptance?

  init(
    _ contractCase: ContractCase, _ verdict: CaseVerdict, status: Int? = nil,
    acceptance: Acceptance? = nil, taskID: String? = nil, duration: Duration = .zero,
    isUnsent: Bool = false
  ) {
    self.contractCase = contractCase
    self.verdict = verdict
    self.status = status
    self.acceptance = acceptance
    self.taskID = taskID
    self.duration = duration
    self.isUnsent = isUnsent
  }
}

/// How many cases, in words.
enum CaseCount {
  /// `1 case`, `3 cases`
  static func words(_ count: Int) -> String { count == 1 ? "1 case" : "\(count) cases" }
}
