import JimengClient

/// Runs one case: sends it, follows its task where it has one, and has the answers checked.
package struct CaseRunner: Sendable {
  private let target: ContractTarget
  private let caller: CaseCaller
  private let validator: CaseValidator

  /// - Parameter log: gets what is asked and answered; nil for none.
  init(_ target: ContractTarget, log: ExchangeLog?) {
    self.target = target
    caller = CaseCaller(target, log: log)
    validator = CaseValidator(isOwnMock: target.isMock)
  }

  package func run(_ contractCase: ContractCase) async -> CaseResult {
    if let recording = target.recording { return recording.result(of: contractCase) }
    guard let address = target.address(of: contractCase) else {
      return CaseResult(contractCase, .couldNotCheck("there is no such mock to ask"))
    }
    let answer: HTTPAnswer
    do throws(CallFailure) {
      answer = try await caller.send(contractCase.request, to: address)
    } catch {
      var result = CaseResult(contractCase, .couldNotCheck(target.masked(error.reason)))
      result.isProvenFree = error.isUnsent
      return result
    }
    var verdict = validator.validate(answer, by: contractCase.expectation)
    if verdict == .passed, let following = contractCase.following {
      let follower = TaskFollower(
        target: target, caller: caller, following: following, address: address)
      verdict = await follower.follow(answer)
    }
    var result = CaseResult(contractCase, shown(verdict), answer: answer)
    result.taskID = answer.taskID.map(target.masked)
    return result
  }

  private func shown(_ verdict: CaseVerdict) -> CaseVerdict {
    switch verdict {
    case .passed: .passed
    case .failed(let reasons): .failed(reasons.map(target.masked))
    case .couldNotCheck(let reason): .couldNotCheck(target.masked(reason))
    }
  }
}
