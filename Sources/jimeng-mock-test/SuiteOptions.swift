import CommandInterface
import Foundation
import JimengContract
import OpenAPIContract

/// What the command line asks of the suite, read and checked.
struct SuiteOptions {
  enum Whom {
    /// Mocks of its own.
    case mocks
    case service(URL, key: String)
  }

  let whom: Whom
  /// As said; nil for what suits the target.
  let profile: ContractProfile?
  let tiers: Set<ContractCase.Tier>?
  let ids: [String]
  let budget: Int
  let timeout: Duration?

  init(_ arguments: Arguments) throws(CommandFailure) {
    whom = try Self.whom(arguments)
    profile = try arguments.choice("--profile")
    tiers = try Self.tiers(arguments)
    ids = arguments.list("--case")
    budget = try arguments.integer("--budget", in: 0...10_000) ?? 0
    timeout = try arguments.seconds("--timeout")
  }

  /// A URL is asked only when it is said outright that it is meant, and with a key.
  private static func whom(_ arguments: Arguments) throws(CommandFailure) -> Whom {
    let text = arguments["--target"] ?? "mock"
    guard text != "mock" else {
      guard arguments["--live"] == nil else {
        throw .usage("--live is for a URL: --target URL --live --key K")
      }
      return .mocks
    }
    guard let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
      url.host?.isEmpty == false, url.query == nil, url.fragment == nil, url.user == nil
    else {
      throw .usage("--target: '\(text)' is neither 'mock' nor an http or https URL")
    }
    if arguments["--list"] != nil { return .service(url, key: "") }
    guard arguments["--live"] != nil else {
      throw .usage("--target \(text): what is sent there may be billed; to do so, add --live")
    }
    guard let key = arguments["--key"], !key.isEmpty else {
      throw .usage("--live needs an API key: --key K, or JIMENG_MOCK_KEY in the environment")
    }
    return .service(url, key: key)
  }

  private static func tiers(
    _ arguments: Arguments
  ) throws(CommandFailure) -> Set<ContractCase.Tier>? {
    guard arguments["--tier"] != nil else { return nil }
    var tiers: Set<ContractCase.Tier> = []
    for name in arguments.list("--tier") {
      guard let tier = ContractCase.Tier(rawValue: name) else {
        let known = ContractCase.Tier.allCases.map(\.rawValue).joined(separator: ", ")
        throw .usage("--tier: '\(name)' is none of \(known)")
      }
      tiers.insert(tier)
    }
    return tiers
  }

  /// - Throws: `usage` for an id that no case of the suite has.
  func ids(in suite: ContractSuite) throws(CommandFailure) -> Set<String>? {
    guard !ids.isEmpty else { return nil }
    let known = suite.cases.map(\.id)
    for id in ids where !known.contains(id) {
      let hint = NearestName.find(id, among: known).map { "; did you mean \($0)?" } ?? ""
      throw .usage("--case: there is no case '\(id)'\(hint)")
    }
    return Set(ids)
  }
}
