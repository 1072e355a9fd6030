/// One contract test, as data: what is asked and what the answer must look like.
public struct ContractCase: Sendable {
  /// What a case costs at the real service.
  public enum Tier: String, CaseIterable, Sendable {
    /// Free: refused before a body counts.
    case free = "L0"
    /// An invalid body.
    case invalidBody = "L1"
    /// A valid submit, which the real service bills.
    case billedSubmit = "L2"
    /// A submit that is followed to its end.
    case pollToTheEnd = "L3"
  }

  /// Unique in a suite: `duration-enum`, `generated/duration/enum/just-missed-7`.
  public let id: String
  /// What must hold, as a sentence.
  public let requirement: String
  /// The words of the page, or the evidence, that say so.
  public let source: String
  /// What it costs at the real service.
  public let tier: Tier
  /// What kind of server it holds for.
  public let profile: ContractProfile
  /// Whether it holds only where an API key is asked for.
  package let requiresKey: Bool
  package let request: CaseRequest
  package let expectation: CaseExpectation
  /// How the task that was submitted is followed to its end.
  package var following: CaseFollowing?
  /// What a generated case has to do with the rules of the contract.
  package var coverage: CaseCoverage?

  /// The mock that the case is meant for.
  package var setting: CaseSetting {
    CaseSetting(profile: profile, requiresKey: requiresKey)
  }

  /// Whether a server could make a task of it, whatever it should do: all but a free case whose
  /// method is safe (RFC 9110 §9.2.1). A server may bill the bodies that it should refuse, too.
  package var mayBeBilled: Bool {
    tier != .free || !["GET", "HEAD", "OPTIONS"].contains(request.method)
  }

  /// Whether a success is a fault of the server. The real service is known to take some invalid
  /// bodies, and of others nothing is known.
  package var isToBeRefused: Bool {
    switch tier {
    case .free: true
    case .invalidBody:
      coverage?.standing.mayAccept != true || !expectation.hopesForSuccess
    case .billedSubmit, .pollToTheEnd: !expectation.hopesForSuccess
    }
  }
}
