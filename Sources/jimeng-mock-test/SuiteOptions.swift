import CommandInterface
import Foundation
import JimengContract
import JimengMock
import OpenAPIContract
import StrictJSON

/// What the command line asks of the suite, read and checked.
struct SuiteOptions {
  enum Target {
    /// Mocks of its own.
    case mocks
    case service(URL, key: String)
    /// What a server answered at another time: the path of an HTTP Archive.
    case recording(String)
  }

  let target: Target
  /// As said; nil for what suits the target.
  let profile: ContractProfile?
  /// As said; else all, but of a service, where no case is named, what is free.
  let tiers: Set<ContractCase.Tier>
  let ids: [String]
  let budget: Int
  let timeout: Duration?

  init(_ arguments: Arguments) throws(CommandFailure) {
    let options = arguments.options.suite
    target = try Self.target(options)
    profile = options.profile.flatMap { ContractProfile(rawValue: $0.rawValue) }
    ids = options.cases
    tiers = try Self.tiers(options.tiers) ?? Self.tiers(for: target, ids)
    budget = options.budget
    timeout = options.timeout
  }

  /// A URL is asked only when it is said outright that it is meant, and with a key.
  private static func target(_ options: Options.Suite) throws(CommandFailure) -> Target {
    let text = options.target
    guard text != "mock" else {
      guard !options.isLive else {
        throw .usage("--live is for a URL: --target URL --live --key K")
      }
      guard options.harFile == nil || options.profile != nil else {
        throw .usage(
          "--har: mocks of the two profiles answer the same request in two ways; "
            + "choose one with --profile")
      }
      return .mocks
    }
    if text.hasSuffix(".har"), !text.contains("://") {
      guard !options.isLive else {
        throw .usage("--live is for a URL; nothing is sent to a recording")
      }
      guard options.harFile == nil else {
        throw .usage("--har is for what is sent; nothing is sent to a recording")
      }
      return .recording(text)
    }
    guard let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
      url.host?.isEmpty == false, url.query == nil, url.fragment == nil, url.user == nil,
      !Self.lacksPort(text)
    else {
      throw .usage("--target: '\(text)' is neither 'mock' nor an http or https URL nor a .har file")
    }
    if options.isList { return .service(url, key: "") }
    guard options.isLive else {
      throw .usage("--target \(text): what is sent there may be billed; to do so, add --live")
    }
    guard let key = options.key, !key.isEmpty else {
      throw .usage("--live needs an API key: --key K, or JIMENG_MOCK_KEY in the environment")
    }
    // URLSession would send a request without the field, and say nothing.
    guard key.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw .usage("--key: it holds characters that no header can carry")
    }
    return .service(url, key: key)
  }

  /// Whether a colon stands where a port is to follow. RFC 3986 §3.2.3 would have it mean 80, or
  /// 443; here a variable was empty.
  private static func lacksPort(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count > 2 && parts[2].hasSuffix(":")
  }

  private static func tiers(
    _ names: [String]
  ) throws(CommandFailure) -> Set<ContractCase.Tier>? {
    guard !names.isEmpty else { return nil }
    var tiers: Set<ContractCase.Tier> = []
    for name in names {
      guard let tier = ContractCase.Tier(rawValue: name) else {
        let known = ContractCase.Tier.allCases.map(\.rawValue).joined(separator: ", ")
        throw .usage("--tier: '\(name)' is none of \(known)")
      }
      tiers.insert(tier)
    }
    return tiers
  }

  private static func tiers(for target: Target, _ ids: [String]) -> Set<ContractCase.Tier> {
    let all = Set(ContractCase.Tier.allCases)
    switch target {
    case .mocks, .recording: return all
    case .service: return ids.isEmpty ? [.free, .invalidBody] : all
    }
  }

  /// - Throws: `usage` for an id that no case of the suite has, or one of another tier than were
  ///   asked for.
  func ids(in suite: ContractSuite) throws(CommandFailure) -> Set<String>? {
    guard !ids.isEmpty else { return nil }
    let known = suite.cases.map(\.id)
    for id in ids where !known.contains(id) {
      throw .usage(
        "--case: there is no case '\(id)'" + NearestName.suggestion(for: id, among: known))
    }
    for contractCase in suite.cases where ids.contains(contractCase.id) {
      let tier = contractCase.tier
      if tiers.contains(tier) { continue }
      let wanted = tiers.map(\.rawValue).sorted().joined(separator: ", ")
      throw .usage("--case: \(contractCase.id) is of tier \(tier.rawValue), not of \(wanted)")
    }
    return Set(ids)
  }
}
