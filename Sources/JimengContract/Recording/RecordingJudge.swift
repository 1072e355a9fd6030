import OpenAPIContract
import StrictJSON

/// Holds recorded answers against what cases expect. It sends nothing.
struct RecordingJudge {
  let recording: Recording

  /// Every answer to what the case asks is judged; the worst verdict counts.
  func outcome(of contractCase: ContractCase) -> CaseRunner.Outcome {
    var worst = CaseRunner.Outcome(.couldNotCheck("it is not in the recording"))
    var rank = -1
    for exchange in recording.exchanges(for: contractCase) {
      let verdict = verdict(on: exchange, contractCase)
      guard Self.rank(verdict) > rank else { continue }
      rank = Self.rank(verdict)
      worst = CaseRunner.Outcome(
        verdict, status: exchange.answer.status, acceptance: exchange.answer.acceptance,
        taskID: exchange.answer.taskID)
    }
    return worst
  }

  private static func rank(_ verdict: CaseVerdict) -> Int {
    switch verdict {
    case .passed: 0
    case .couldNotCheck: 1
    case .failed: 2
    }
  }

  private func verdict(
    on exchange: RecordedExchange, _ contractCase: ContractCase
  ) -> CaseVerdict {
    let judge = CaseJudge(isOwnMock: recording.isOfMock)
    let verdict = judge.judge(exchange.answer, by: contractCase.expectation)
    guard verdict == .passed, let following = contractCase.following else { return verdict }
    var hasEnded = false
    for fetch in recording.fetches(of: exchange, following) {
      guard fetch.answer.isSuccess, fetch.answer.acceptance != .refused,
        let document = try? fetch.answer.json()
      else { continue }
      let faults = following.answer.validate(document.root).violations
      guard faults.isEmpty else {
        return .failed(faults.map { "GET \(fetch.path): body: \($0.message)" })
      }
      hasEnded = hasEnded || following.end.isValid(document.root)
    }
    return hasEnded ? .passed : .couldNotCheck("the recording has no end of the task")
  }
}
