/// Runs one case: sends it, follows its task where it has one, and has the answers judged.
package struct CaseRunner: Sendable {
  /// What came of a case, and what the answer to its request said.
  package struct Outcome: Sendable {
    package let verdict: CaseVerdict
    /// Nil without an HTTP answer.
    package let status: Int?
    /// Likewise.
    package let acceptance: Acceptance?
    /// Of the task that was made.
    package let taskID: String?
    /// Whether it is certain that no task was made.
    package let isProvenFree: Bool
    /// Whether the server took, or may have taken, a body that it should have refused.
    package let isUnforeseenSuccess: Bool

    init(
      _ verdict: CaseVerdict, status: Int? = nil, acceptance: Acceptance? = nil,
      taskID: String? = nil, isProvenFree: Bool = false, isUnforeseenSuccess: Bool = false
    ) {
      self.verdict = verdict
      self.status = status
      self.acceptance = acceptance
      self.taskID = taskID
      self.isProvenFree = isProvenFree
      self.isUnforeseenSuccess = isUnforeseenSuccess
    }
  }

  private let target: ContractTarget
  private let submitPaths: Set<String>
  private let caller: CaseCaller
  private let judge: CaseJudge

  /// - Parameters:
  ///   - submitPaths: where a body may be billed.
  ///   - log: gets what is asked and answered; nil for none.
  init(_ target: ContractTarget, submitPaths: Set<String>, log: ExchangeLog?) {
    self.target = target
    self.submitPaths = submitPaths
    caller = CaseCaller(target, log: log)
    judge = CaseJudge(isOwnMock: target.isMock)
  }

  package func run(_ contractCase: ContractCase) async -> Outcome {
    if let recording = target.recording {
      return RecordingJudge(recording: recording).outcome(of: contractCase)
    }
    guard let address = target.address(of: contractCase) else {
      return Outcome(.couldNotCheck("there is no such mock to ask"))
    }
    let answer: CaseAnswer
    do throws(CallFailure) {
      answer = try await caller.send(contractCase.request, to: address)
    } catch {
      return Outcome(
        .couldNotCheck(target.masked(error.reason)), isProvenFree: error.isUnsent)
    }
    var verdict = judge.judge(answer, by: contractCase.expectation)
    if verdict == .passed, let following = contractCase.following {
      let follower = TaskFollower(
        target: target, caller: caller, following: following, address: address)
      verdict = await follower.follow(answer)
    }
    return Outcome(
      shown(verdict), status: answer.status, acceptance: answer.acceptance,
      taskID: answer.taskID.map(target.masked), isProvenFree: answer.provesRefusal,
      isUnforeseenSuccess: isUnforeseenSuccess(answer, of: contractCase))
  }

  /// Whether a body was taken that should have been refused, or may have been: on the submit path,
  /// any success counts that does not say otherwise.
  private func isUnforeseenSuccess(_ answer: CaseAnswer, of contractCase: ContractCase) -> Bool {
    guard answer.isSuccess, contractCase.request.body != nil, contractCase.isToBeRefused
    else { return false }
    switch answer.acceptance {
    case .accepted: return true
    case .refused: return false
    case .unclear:
      let path = contractCase.request.path.prefix { $0 != "?" }
      return submitPaths.contains(String(path))
    }
  }

  // MARK: Keys

  private func shown(_ verdict: CaseVerdict) -> CaseVerdict {
    switch verdict {
    case .passed: .passed
    case .failed(let reasons): .failed(reasons.map(target.masked))
    case .couldNotCheck(let reason): .couldNotCheck(target.masked(reason))
    }
  }
}
