/// What came of one case.
public enum CaseVerdict: Equatable, Sendable {
  /// The answer is as the case says.
  case passed
  /// The answer came and is not what the case says: each reason.
  case failed([String])
  /// There was no answer to judge, with the reason. Never a pass.
  case couldNotCheck(String)

  /// `passed`, `failed` or `could-not-check`, as the reports have it.
  public var name: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .couldNotCheck: "could-not-check"
    }
  }

  /// Why it is no pass; empty for one.
  public var reasons: [String] {
    switch self {
    case .passed: []
    case .failed(let reasons): reasons
    case .couldNotCheck(let reason): [reason]
    }
  }
}
