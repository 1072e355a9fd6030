import OpenAPIContract
import StrictJSON

/// Runs one case: sends it, follows its task where it has one, and has the answers judged.
package struct CaseRunner: Sendable {
  /// What came of a case, and what the answer to its request said.
  package struct Outcome: Sendable {
    package let verdict: CaseVerdict
    /// Nil without an HTTP answer.
    package let status: Int?
    /// Whether the server said success (2xx) to a body that it should have refused.
    package let isUnforeseenSuccess: Bool
  }

  private let target: ContractTarget
  private let caller: CaseCaller
  private let judge: CaseJudge

  package init(_ target: ContractTarget) {
    self.target = target
    caller = CaseCaller(timeout: target.timeout, byteCountMax: target.answerByteCountMax)
    judge = CaseJudge(isOwnMock: target.isMock)
  }

  package func run(_ contractCase: ContractCase) async -> Outcome {
    guard let address = target.address(of: contractCase) else {
      return Outcome(
        verdict: .couldNotCheck("there is no such mock to ask"), status: nil,
        isUnforeseenSuccess: false)
    }
    let answer: CaseAnswer
    do throws(CallFailure) {
      answer = try await caller.send(contractCase.request, to: address, key: target.key)
    } catch {
      return Outcome(
        verdict: .couldNotCheck(shown(error.reason)), status: nil, isUnforeseenSuccess: false)
    }
    var verdict = judge.judge(answer, by: contractCase.expectation)
    if verdict == .passed, let following = contractCase.following {
      verdict = await follow(following, after: answer, at: address)
    }
    return Outcome(
      verdict: shown(verdict), status: answer.status,
      isUnforeseenSuccess: answer.isSuccess && contractCase.request.body != nil
        && !contractCase.expectation.hopesForSuccess)
  }

  // MARK: Tasks

  /// Fetches until the task has ended: free of charge, so it may be asked again and again.
  private func follow(
    _ following: CaseFollowing, after submit: CaseAnswer, at address: String
  ) async -> CaseVerdict {
    guard let id = (try? submit.json())?["data"]?.string else {
      return .failed(["the answer's data is no task id"])
    }
    let path = following.path.replacing(CaseFollowing.taskIDPlace, with: id)
    let fetch = CaseRequest(
      method: "GET", path: path, headers: [], body: nil, isAnonymous: false)
    for _ in 0..<target.fetchCountMax {
      let body: JSONValue
      do {
        let answer = try await caller.send(fetch, to: address, key: target.key)
        guard answer.isSuccess else {
          return .failed(["GET \(path): status is \(answer.status): \(answer.excerpt)"])
        }
        body = try answer.json()
      } catch let failure as CallFailure {
        return .couldNotCheck("GET \(path): \(failure.reason)")
      } catch {
        return .couldNotCheck("GET \(path): \(error)")
      }
      let faults = following.answer.judge(body).violations
      guard faults.isEmpty else {
        return .failed(faults.map { "GET \(path): body: \($0.message)" })
      }
      if following.end.admits(body) { return .passed }
      guard (try? await Task.sleep(for: target.fetchInterval)) != nil else { break }
    }
    return .couldNotCheck("task \(id) had not ended after \(target.fetchCountMax) fetches")
  }

  // MARK: Keys

  private func shown(_ verdict: CaseVerdict) -> CaseVerdict {
    switch verdict {
    case .passed: .passed
    case .failed(let reasons): .failed(reasons.map(shown))
    case .couldNotCheck(let reason): .couldNotCheck(shown(reason))
    }
  }

  /// A server may repeat the key; no report does. What is shorter than any key guards nothing, and
  /// taking it out would garble the words.
  private func shown(_ text: String) -> String {
    let countMin = 6
    return target.key.count < countMin
      ? text : text.replacing(target.key, with: CaseRequest.keyPlace)
  }
}
