public import Foundation
import StrictJSON

/// Which server is asked, and how.
public struct ContractTarget: Sendable {
  /// As reports name it: `mock`, or the URL.
  public let name: String
  /// Whether it is a mock of this family, which answers with `Mock-…` fields and bills nobody.
  public let isMock: Bool
  /// The API key. It goes along with every case that is not about its absence, and into no report.
  let key: String
  /// From the sending of a request to the last byte of its answer.
  public var timeout = Duration.seconds(30)
  /// Of an answer's body; what is longer counts as no answer.
  public var answerByteCountMax = 4 << 20
  /// Between two looks at a task. The real gateway itself looks every 15 seconds (EVIDENCE.md,
  /// section 3).
  public var fetchInterval = Duration.seconds(15)
  /// How often a task is looked at before it counts as not checked.
  public var fetchCountMax = 80
  /// One for all cases, or by what the mock must be like; without a slash at the end.
  private let addresses: Addresses

  private enum Addresses: Sendable {
    case one(String)
    case bySetting([CaseSetting: String])
    case recorded(Recording)
  }

  /// A service at a URL. Nothing is taken for granted of it, and what it is sent may cost money.
  /// - Parameters:
  ///   - url: to which the cases' paths are appended.
  ///   - key: sent as `Authorization: Bearer <key>`.
  public init(service url: URL, key: String) {
    let text = Self.address(url)
    name = text
    isMock = false
    self.key = key
    addresses = .one(text)
  }

  /// A running mock. Cases that need one which asks for a key are left out.
  public init(
    mock url: URL, profile: ContractProfile = .contract, key: String = "sk-contract-suite"
  ) {
    let mocks = [CaseSetting(profile: profile, requiresKey: false): url]
    self.init(mocks: mocks, name: "the mock at \(Self.address(url))", key: key)
  }

  /// What a server answered at another time. Nothing is sent; of the cases, those remain whose
  /// request was recorded.
  public init(recording: Recording) {
    name = recording.name
    isMock = false
    key = ""
    addresses = .recorded(recording)
  }

  /// Running mocks, each for the cases of its setting.
  package init(
    mocks: [CaseSetting: URL], name: String = "mock", key: String = "sk-contract-suite"
  ) {
    self.name = name
    self.key = key
    isMock = true
    addresses = .bySetting(mocks.mapValues(Self.address))
    timeout = .seconds(10)
    // A mock's tasks get on with each look, or are over at once.
    fetchInterval = .zero
  }

  private static func address(_ url: URL) -> String {
    var text = url.absoluteString
    while text.hasSuffix("/") { text.removeLast() }
    return text
  }

  /// Nil where no server is of the kind that the case holds for.
  func address(of contractCase: ContractCase) -> String? {
    switch addresses {
    case .one(let address): address
    case .bySetting(let addresses): addresses[contractCase.setting]
    case .recorded: nil
    }
  }

  /// Whether nothing is sent to it.
  var isRecording: Bool { recording != nil }

  /// Whether what it is sent may cost money.
  var isBilling: Bool { !isMock && !isRecording }

  var recording: Recording? {
    switch addresses {
    case .recorded(let recording): recording
    case .one, .bySetting: nil
    }
  }

  /// A server may repeat the key; no report does. What is shorter than any key guards nothing, and
  /// taking it out would garble the words.
  func masked(_ text: String) -> String {
    let countMin = 6
    return key.count < countMin ? text : text.replacing(key, with: CaseRequest.keyPlaceholder)
  }
}

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
