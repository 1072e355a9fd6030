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
