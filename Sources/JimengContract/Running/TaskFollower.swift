import JimengClient
import OpenAPIContract
import StrictJSON

/// Follows the task of a submit to its end. A fetch is free of charge, so it is asked again and
/// again, also after one that failed in passing.
struct TaskFollower {
  /// What came of one fetch.
  private enum Look {
    case goesOn
    case ended
    /// It says nothing of the task; the next may.
    case hiccup(String)
    case wrong(CaseVerdict)
  }

  let target: ContractTarget
  let caller: CaseCaller
  let following: CaseFollowing
  let address: String

  /// So many fetches in a row that fail in passing are no longer in passing.
  private static let hiccupsMax = 5

  /// - Parameter submit: the answer to the submit.
  func follow(_ submit: HTTPAnswer) async -> CaseVerdict {
    guard let id = (try? submit.json())?.root["data"]?.string else {
      return .failed(["the answer's data is no task id"])
    }
    let fetch = CaseRequest(
      method: "GET", path: following.path.replacing(CaseFollowing.taskIDPlaceholder, with: id),
      headers: [], body: nil, isAnonymous: false)
    var hiccups = 0
    for _ in 0..<target.fetchCountMax {
      switch await look(fetch) {
      case .goesOn: hiccups = 0
      case .ended: return .passed
      case .wrong(let verdict): return verdict
      case .hiccup(let reason):
        hiccups += 1
        guard hiccups < Self.hiccupsMax || Task.isCancelled else {
          return .couldNotCheck("task \(id): \(hiccups) fetches in a row failed; \(reason)")
        }
      }
      guard (try? await Task.sleep(for: target.fetchInterval)) != nil else {
        return .couldNotCheck("\(ContractRun.interruption); task \(id) goes on")
      }
    }
    return .couldNotCheck("task \(id) had not ended after \(target.fetchCountMax) fetches")
  }

  private func look(_ fetch: CaseRequest) async -> Look {
    let place = "GET \(fetch.path)"
    let answer: HTTPAnswer
    do throws(CallFailure) {
      answer = try await caller.send(fetch, to: address)
    } catch {
      return .hiccup("\(place): \(error.reason)")
    }
    if !target.isMock, let trouble = Self.trouble(answer) { return .hiccup("\(place): \(trouble)") }
    guard answer.isSuccess else {
      return .wrong(.failed(["\(place): status is \(answer.status): \(answer.firstWords)"]))
    }
    let document: JSONDocument
    do {
      document = try answer.json()
    } catch {
      return .wrong(.couldNotCheck("\(place): \(error)"))
    }
    let faults =
      document.duplicates.map { "\($0): given more than once" }
      + following.answer.validate(document.root).violations.map(\.message)
    guard faults.isEmpty else { return .wrong(.failed(faults.map { "\(place): body: \($0)" })) }
    return following.end.isValid(document.root) ? .ended : .goesOn
  }

  /// A service may be out of reach for a while, or say with 200 that its upstream is (EVIDENCE.md,
  /// rows 12 to 16, 20 and 24). A mock may not.
  private static func trouble(_ answer: HTTPAnswer) -> String? {
    if let trouble = CaseValidator.trouble(answer) { return trouble }
    return answer.isSuccess && answer.acceptance == .refused
      ? "it answered \(answer.status) with no task: \(answer.firstWords)" : nil
  }
}
