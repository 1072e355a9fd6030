package import OpenAPIContract

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

/// What a server is held to.
public enum ContractProfile: String, CaseIterable, Sendable {
  /// Everything that the page says; how a mock is meant to be.
  case contract
  /// What the real gateway is known to check (the evidence that each case cites): JSON and a prompt
  /// that is not blank. It holds for the real service and for a mock that plays it.
  case gateway
}

/// What a mock must be like for a case to hold of it.
package struct CaseSetting: Hashable, Sendable {
  package let profile: ContractProfile
  package let requiresKey: Bool
}

/// What a case sends.
package struct CaseRequest: Sendable {
  package let method: String
  /// Behind the target's base URL, with the query.
  package let path: String
  /// A value may hold `keyPlaceholder`.
  package let headers: [(name: String, value: String)]
  /// The bytes to send; nil for none.
  package let body: [UInt8]?
  /// Whether the target's key is left out. Else it goes along where no Authorization is given.
  package let isAnonymous: Bool

  /// Stands for the target's API key within a header's value.
  package static let keyPlaceholder = "<key>"
}

/// What the answer to a case must look like.
package struct CaseExpectation: Sendable {
  /// Any of them.
  package let statuses: [Int]
  /// The whole value of Content-Type.
  package var contentType: String?
  /// What the value of each field begins with.
  package var headers: [(name: String, prefix: String)] = []
  /// What the JSON body satisfies; nil when there need be none.
  package var body: CompiledSchema?
  /// What the body's member `message` contains.
  package var mentions: [String] = []

  /// Whether an answer that says success (2xx) is one that the case hopes for.
  package var hopesForSuccess: Bool { statuses.contains { (200..<300).contains($0) } }
}

/// How a task is followed: what is fetched again and again until it has ended.
package struct CaseFollowing: Sendable {
  /// With `taskIDPlaceholder`, which stands for the `data` of the submit's answer.
  package let path: String
  /// What every fetch's answer satisfies.
  package let answer: CompiledSchema
  /// What the answer satisfies that tells of the end.
  package let end: CompiledSchema

  package static let taskIDPlaceholder = "{task_id}"
}

/// What a generated case has to do with the rules of its contract.
package struct CaseCoverage: Sendable {
  /// Positions in the contract's `rules`.
  package let rules: [Int]
  /// Whether the request breaks them; else it keeps them.
  package let isBreaking: Bool
  package let standing: GatewayStanding
}
