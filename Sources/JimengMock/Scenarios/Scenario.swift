/// A named outcome other than plain success, as its file describes it. It says what happens and
/// knows neither who selects it nor how bytes are sent.
package struct Scenario: Sendable {
  package let name: String
  package let metadata: ScenarioMetadata
  /// What is answered in place of the ordinary answer.
  let answer: ScenarioAnswer?
  /// How long the answer, or the fault, is held back.
  let delay: ScenarioDelay?
  /// How the answer's body is spread over time.
  let dribble: ScenarioDribble?
  /// What breaks below HTTP's semantics. A scenario with a fault has no answer of its own.
  let fault: ScenarioFault?
  /// What becomes of a task that the request brings into being.
  let task: TaskOutcome?

  /// The status a client sees; nil when a fault may leave it none.
  package var status: Int? {
    answer?.status ?? (fault == nil ? 200 : nil)
  }

  /// Whether it says no more than what goes wrong with a task: it applies to no request that brings
  /// none into being.
  var isAboutTasksOnly: Bool {
    guard let task, task != .success else { return false }
    return answer == nil && delay == nil && dribble == nil && fault == nil
  }

  static let nameBytesMax = 64

  /// Whether a scenario can be called so: lower-case words and digits joined by single dashes, so
  /// that the name can stand in a header, a path, a key and a prompt as it is.
  static func isLegal(name: String) -> Bool {
    guard (1...nameBytesMax).contains(name.utf8.count) else { return false }
    var last = UInt8(ascii: "-")
    for byte in name.utf8 {
      switch byte {
      case 0x30...0x39, 0x61...0x7A: break
      case UInt8(ascii: "-"): if last == byte { return false }
      default: return false
      }
      last = byte
    }
    return last != UInt8(ascii: "-")
  }
}

/// What people need to know of a scenario; nothing is decided by it.
package struct ScenarioMetadata: Equatable, Sendable {
  /// How sure it is that the real service does this.
  package enum Provenance: String, CaseIterable, Sendable {
    /// On the vendor's page, or in the vendor's published export of a sister page.
    case documented
    /// Literal output of a running gateway of this family, published by its users.
    case observed
    /// Read from the open-source gateway of the same lineage.
    case gatewaySource = "gateway source"
    /// Nothing found; likely all the same.
    case assumed
    /// A means of testing, no claim about the service.
    case ours
  }

  /// What happens, in a sentence.
  package var summary = ""
  package var provenance = Provenance.ours
  /// Where it was found.
  package var source = ""
  /// What a good client does about it.
  package var reaction = ""
}

/// The answer of a scenario: sent whole, in place of the ordinary one.
struct ScenarioAnswer: Sendable {
  let status: Int
  /// Fields besides Content-Type, in the file's order; never one that the server adds itself.
  let headers: [(name: String, value: String)]
  /// Nil when no Content-Type is sent.
  let contentType: String?
  /// Nil for no content at all.
  let body: AnswerTemplate?
}

/// A body that comes in pieces: WireMock's `chunkedDribbleDelay`.
struct ScenarioDribble: Equatable, Sendable {
  static let chunkCountMax = 1000

  /// Into how many pieces of about one size the body is cut.
  let chunkCount: Int
  /// From the first piece to the last.
  let totalDuration: Duration
}

/// What breaks on the connection. The first four are WireMock's, in its words; the others are ours.
enum ScenarioFault: String, CaseIterable, Sendable {
  /// An RST in place of an answer.
  case connectionReset = "CONNECTION_RESET_BY_PEER"
  /// The connection closes without a byte.
  case emptyResponse = "EMPTY_RESPONSE"
  /// A good head, then chunks that are none, then the end.
  case malformedChunk = "MALFORMED_RESPONSE_CHUNK"
  /// Bytes that are no HTTP, then the end.
  case randomData = "RANDOM_DATA_THEN_CLOSE"
  /// A Content-Length that the body does not reach.
  case truncatedBody = "TRUNCATED_BODY"
  /// A head and a part of the body; the connection stays open and silent.
  case stall = "STALL"
  /// No byte; the connection stays open.
  case neverAnswers = "NEVER_ANSWERS"

  /// Whether it damages the ordinary answer, which then has to be made first.
  var damagesAnswer: Bool {
    switch self {
    case .malformedChunk, .truncatedBody, .stall: true
    case .connectionReset, .emptyResponse, .randomData, .neverAnswers: false
    }
  }
}

/// Which scenario a request got, and what selected it.
struct AppliedScenario: Equatable, Sendable {
  let name: String
  let source: ScenarioSource

  /// The value of `Mock-Scenario`: a structured field's token with a parameter (RFC 9651).
  var text: String { "\(name); via=\(source.rawValue)" }
}

/// By what a scenario was selected, the strongest first. The words are those of `Mock-Scenario`.
enum ScenarioSource: String, CaseIterable, Sendable {
  /// `Prefer: scenario=<name>` or `Prefer: code=<status>`.
  case prefer
  /// The session's queue.
  case queue
  /// `Authorization: Bearer mock-<name>`.
  case key
  /// `[[mock:<name>]]` in the prompt.
  case prompt
  /// `/scenario/<name>` before the path.
  case path
  /// The server's dice.
  case chaos
  /// What the server was started with; last, so that the dice can interrupt it.
  case `default`
}
