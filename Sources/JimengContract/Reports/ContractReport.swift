public import Foundation
import JimengClient
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

  /// No task's id is given twice. Only the cases that were written by hand are known to be answered
  /// with one.
  mutating func add(_ result: CaseResult) {
    var result = result
    if let id = result.taskID, result.contractCase.coverage == nil, !plan.target.isRecording,
      let first = results.first(where: { $0.taskID == id && $0.contractCase.coverage == nil })
    {
      let reason = "data: task \(id) was given before, to \(first.contractCase.id)"
      let known = result.verdict.name == "failed" ? result.verdict.reasons : []
      result.verdict = .failed(known + [reason])
    }
    results.append(result)
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
  public internal(set) var verdict: CaseVerdict
  /// Of the answer; nil without one.
  public internal(set) var status: Int?
  /// Of the task that was made; nil where none was, or the answer does not tell.
  public internal(set) var taskID: String?
  /// From the request to the verdict.
  public internal(set) var duration = Duration.zero
  /// Whether the run was stopped before it.
  public internal(set) var isUnsent = false

  /// Nil without an answer.
  var acceptance: Acceptance?
  /// Whether it is certain that no task was made.
  var isProvenFree = false

  init(_ contractCase: ContractCase, _ verdict: CaseVerdict) {
    self.contractCase = contractCase
    self.verdict = verdict
  }

  /// What an answer tells, with the verdict on it.
  init(_ contractCase: ContractCase, _ verdict: CaseVerdict, answer: HTTPAnswer) {
    self.init(contractCase, verdict)
    status = answer.status
    acceptance = answer.acceptance
    taskID = answer.taskID
    isProvenFree = answer.provesRefusal
  }
}

/// How many cases, in words.
enum CaseCount {
  /// `1 case`, `3 cases`
  static func words(_ count: Int) -> String { count == 1 ? "1 case" : "\(count) cases" }
}
