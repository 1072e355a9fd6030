package import Foundation
import StrictJSON

extension ContractTarget {
  /// A server on loopback that says of itself that it is a mock of this family, with the profile
  /// that it plays. Nil for every other; what is not on loopback is not even asked, so that a
  /// service gets no request but those of the plan.
  /// - Parameter key: goes along with the cases.
  package static func recognizedMock(
    at url: URL, key: String
  ) async -> (target: ContractTarget, profile: ContractProfile)? {
    guard isLoopback(url.host ?? "") else { return nil }
    let question = CaseRequest(
      method: "GET", path: "/__mock/health", headers: [], body: nil, isAnonymous: true)
    var service = ContractTarget(service: url, key: key)
    service.timeout = .seconds(5)
    let caller = CaseCaller(service)
    guard let answer = try? await caller.send(question, to: service.name),
      let profile = (try? answer.json())?.root["profile"]?.string.flatMap(ContractProfile.init)
    else { return nil }
    return (ContractTarget(mock: url, profile: profile, key: key), profile)
  }

  private static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host.hasPrefix("127.") || host == "::1" || host == "[::1]"
  }
}
