/// What came of one case of a run.
public struct CaseResult: Sendable {
  /// What was asked.
  public let contractCase: ContractCase
  /// What came of it.
  public let verdict: CaseVerdict
  /// Of the answer; nil without one.
  public let status: Int?
  /// From the request to the verdict.
  public let duration: Duration
  /// Whether the run was stopped before it.
  public let isUnsent: Bool

  init(
    _ contractCase: ContractCase, _ verdict: CaseVerdict, status: Int? = nil,
    duration: Duration = .zero, isUnsent: Bool = false
  ) {
    self.contractCase = contractCase
    self.verdict = verdict
    self.status = status
    self.duration = duration
    self.isUnsent = isUnsent
  }
}
