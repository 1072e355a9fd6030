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
