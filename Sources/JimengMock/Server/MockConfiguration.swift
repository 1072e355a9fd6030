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
  /// 0 lets the system choose.
  public var port: UInt16 = 0
  /// How much of the page is enforced.
  public var profile = MockProfile.contract
  /// A prefix under which every operation is served as well, such as `/api`, without a slash at
  /// its end; empty for none.
  public var basePath = ""
  /// Which API keys are let in.
  public var keyRequirement = KeyRequirement.none
  /// Makes ids repeat from run to run; nil for ids that no other run has.
  public var seed: UInt64?
  /// From the submit of a task to its end, in virtual time; a day at most.
  public var renderDuration = Duration.seconds(30)
  /// Virtual seconds in a real one, a thousand million at most; 0 stops time but for
  /// `MockServer.advanceClock(by:)`.
  public var timeScale = 1.0
  /// What makes tasks get on.
  public var progress = ProgressMode.time
  /// The scenario of requests that ask for none.
  public var scenario: String?
  /// How likely which scenario strikes, each as `<name>=<probability>`.
  public var chaos: [String] = []
  /// A folder of scenario files, which are added to those built in or replace them by name.
  public var fixtures: String?
  /// How many requests the journal of a session keeps: 0 to a million.
  public var journalLimit = 1000
  /// How many tasks a session knows, 1 to ten million; then the oldest finished one goes for each
  /// that comes.
  public var taskLimit = 20_000
  /// What the admin API asks for; needed when the mock does not listen on loopback alone.
  public var adminToken: String?
  /// How requests are told of on stderr.
  public var log = LogFormat.off
  /// Whether the text log may use a terminal's colors.
  public var isLogColored = false

  /// What is served, read already; nil for what `pages` and `services` name.
  package var loadedServices: [Service]?
  package var limits = HTTPLimits()
  package var poller = PollerKind.preferred
  /// Whether `MockServer.contractUsage` is recorded.
  package var recordsContractUsage = false
  /// Where the log goes: a descriptor, stderr by default.
  package var logDescriptor: Int32 = 2

  /// The defaults.
  public init() {}

  /// The only page, where there is one.
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

/// What values of the right type a mock cannot be set up with. The command asks for the same
/// bounds, in the words of its flags.
extension MockConfiguration {
  package static let timeScaleRange = 0...MockClock.scaleMax
  /// In virtual seconds: a day at most.
  package static let renderSecondsRange = 0.0...86_400
  package static let journalLimitRange = 0...1_000_000
  package static let taskLimitRange = 1...10_000_000

  /// - Throws: `configuration`, with the property's name first. What takes files or scenarios to be
  ///   found out is not.
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
    // Anyone who reaches the admin API can read every request.
    if adminToken?.isEmpty == true {
      throw .configuration("adminToken: an empty one protects nothing")
    }
    for (name, urls) in [("pages", pages), ("services", services)] {
      for url in urls where !url.isFileURL {
        throw .configuration("\(name): '\(url.absoluteString)' is no file: URL; nothing is fetched")
      }
    }
  }

  /// What is no number is in no range.
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
