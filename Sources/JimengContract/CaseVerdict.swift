/// What came of one case.
package enum CaseVerdict: Equatable, Sendable {
  case passed
  /// The answer came and is not what the contract says: each reason.
  case failed([String])
  /// There was no answer to judge. Never a pass.
  case couldNotCheck(String)
}
