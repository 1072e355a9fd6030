package import HTTPTransport

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// How a mock is set up. The defaults serve the vendor's page on a loopback port of the system's
/// choice, without a log.
public struct MockConfiguration: Sendable {
  /// The files of pages that are enforced in place of the vendor's: `.md` with fenced YAML, `.yaml`
  /// or `.json`. They are read at the start; a page that is not there or cannot be enforced ends
  /// that with `MockServerError.page`.
  public var pages: [URL] = []
  /// Service files, each of which describes an API with its pages. They are read at the start; one
  /// that cannot be used ends that with `MockServerError.service`.
  public var services: [URL] = []
  /// Which of a service's recorded shapes its answers have, such as `export-2025-05`; nil for the
  /// usual one.
  public var variant: String?
  /// An IPv4 or IPv6 address, or `localhost`.
  public var host = "127.0.0.1"
  /// 0 lets the system choose one.
  public var port: UInt16 = 0
  /// How much of the page is enforced.
  public var profile = MockProfile.contract
  /// A prefix under which every operation is served as well, such as `/api`, without a slash at
  /// its end; empty for none.
  public var basePath = ""
  /// Which API keys are accepted.
  public var keyRequirement = KeyRequirement.none
  /// The same seed gives the same ids, delays and chaos in every run; nil for new ones each time.
  public var seed: UInt64?
  /// The virtual time from the submit of a task to its end; a day at most.
  public var renderDuration = Duration.seconds(30)
  /// How many virtual seconds pass in a real one, 1e9 at most. With 0, only
  /// `MockServer.advanceClock(by:)` moves the time.
  public var timeScale = 1.0
  /// What moves tasks forward.
  public var progress = ProgressMode.time
  /// The scenario for requests that ask for none.
  public var scenario: String?
  /// Scenarios to apply at random, each as `<name>=<probability>`.
  public var chaos: [String] = []
  /// A folder of scenario files. They add to the scenarios that are built in, or replace them by
  /// name.
  public var fixtures: String?
  /// How many requests the journal of a session keeps: 0 to a million.
  public var journalLimit = 1000
  /// How many tasks a session keeps, 1 to ten million; the oldest finished task goes first.
  public var taskLimit = 20_000
  /// The token that the admin API asks for. Without one, the admin API is closed when the mock does
  /// not listen on loopback.
  public var adminToken: String?
  /// How requests are logged on stderr.
  public var log = LogFormat.off
  /// Whether the text log may use a terminal's colors.
  public var isLogColored = false

  /// What `pages` and `services` name, when it is read already.
  package var loadedServices: [Service]?
  package var limits = HTTPLimits()
  package var poller = PollerKind.preferred
  /// Whether `MockServer.contractUsage` is recorded.
  package var recordsContractUsage = false
  /// Where the log goes: a descriptor, stderr by default.
  package var logDescriptor: Int32 = 2

  /// The defaults.
  public init() {}

  /// The first of `pages`; setting it replaces them all.
  public var page: URL? {
    get { pages.first }
    set { pages = newValue.map { [$0] } ?? [] }
  }

  /// The defaults, with another page.
  /// - Parameter page: the file, as `pages` has it.
  public init(page: URL) {
    pages = [page]
  }
}

// MARK: Limits

extension MockConfiguration {
  package static let timeScaleRange = 0...MockClock.scaleMax
  /// In virtual seconds: a day at most.
  package static let renderSecondsRange = 0.0...86_400
  package static let journalLimitRange = 0...1_000_000
  package static let taskLimitRange = 1...10_000_000

  /// Checks what can be checked without files and scenarios.
  /// - Throws: `configuration`, with the property's name first.
  func check() throws(MockServerError) {
    guard SocketAddress(host: host, port: 0) != nil else {
      throw .configuration("host: '\(host)' is no IP address; names are not looked up")
    }
    if let fault = BasePath.fault(of: basePath) { throw .configuration("basePath: \(fault)") }
    try Self.check("timeScale", timeScale, in: Self.timeScaleRange)
    try Self.check(
      "renderDuration", renderDuration / .seconds(1), in: Self.renderSecondsRange,
      unit: " seconds")
    try Self.check("journalLimit", journalLimit, in: Self.journalLimitRange)
    try Self.check("taskLimit", taskLimit, in: Self.taskLimitRange)
    if !keyRequirement.canBeMet {
      throw .configuration("keyRequirement: an empty key lets nobody in")
    }
    if let adminToken { try Self.checkToken(adminToken) }
    for (name, urls) in [("pages", pages), ("services", services)] {
      for url in urls where !url.isFileURL {
        throw .configuration("\(name): '\(url.absoluteString)' is no file: URL; nothing is fetched")
      }
    }
  }

  /// A token that no header can carry would keep everyone out. The message does not show it.
  private static func checkToken(_ token: String) throws(MockServerError) {
    guard !token.isEmpty else {
      throw .configuration("adminToken: an empty token protects nothing")
    }
    guard token.first != " ", token.last != " ",
      token.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
    else {
      throw .configuration(
        "adminToken: no header can carry a token with a control character, such as a line end, "
          + "or with a blank at its start or end")
    }
  }

  /// `nan` is in no range.
  private static func check<Value: Comparable>(
    _ name: String, _ value: Value, in range: ClosedRange<Value>, unit: String = ""
  ) throws(MockServerError) {
    guard !range.contains(value) else { return }
    let ends = "from \(range.lowerBound)\(unit) to \(range.upperBound)\(unit)"
    throw .configuration("\(name): \(value)\(unit) is not \(ends)")
  }
}

/// How much of the page is enforced.
public enum MockProfile: String, CaseIterable, Sendable {
  /// Everything the page says, in schema or in prose.
  case contract
  /// What the real gateway is known to check: that the body is JSON and the prompt is not blank.
  /// The rest is accepted, and recorded as violations all the same.
  case gateway
}

/// What makes tasks get on.
public enum ProgressMode: String, CaseIterable, Sendable {
  /// Virtual time.
  case time
  /// Each fetch of a task is one step of it.
  case poll
}

/// Why a mock did not start.
public enum MockServerError: Error, Equatable, CustomStringConvertible {
  /// A page cannot be enforced: file, line, pointer and what would be right.
  case page(String)
  /// A service file cannot be used, or two services claim one operation: file, pointer and what
  /// would be right.
  case service(String)
  /// A scenario file cannot be used: file, pointer and what would be right.
  case scenarios(String)
  /// A value of `MockConfiguration` is out of bounds, or names something that does not exist: the
  /// property's name, then the reason.
  case configuration(String)
  /// The mock cannot listen on the address.
  case notListening(String)

  /// The reason, as one line.
  public var description: String {
    switch self {
    case .page(let reason), .service(let reason), .scenarios(let reason),
      .configuration(let reason),
      .notListening(let reason):
      reason
    }
  }
}
