package import HTTPTransport
package import OpenAPIContract

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// How a mock is set up. The defaults serve the vendor's page on a loopback port of the system's
/// choice, without a log.
public struct MockConfiguration: Sendable {
  /// The file of the page that is enforced in place of the vendor's: `.md` with fenced YAML,
  /// `.yaml` or `.json`. It is read at the start; a page that is not there or cannot be enforced
  /// ends that with `MockServerError.page`.
  public var page: URL?
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

  /// What is enforced, compiled already; nil for `page`.
  package var contract: Contract?
  package var limits = HTTPLimits()
  package var poller = PollerKind.preferred
  /// Whether `MockServer.contractUsage` is recorded.
  package var recordsContractUsage = false
  /// Where the log goes: a descriptor, stderr by default.
  package var logDescriptor: Int32 = 2

  /// The defaults.
  public init() {}

  /// The defaults, with another page.
  /// - Parameter page: the file, as `page` has it.
  public init(page: URL) {
    self.page = page
  }
}
