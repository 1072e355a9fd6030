import HTTPTransport
import OpenAPIContract
import StrictJSON

/// A copy of a session's journal.
public struct JournalSnapshot: Sendable {
  /// Oldest first.
  public let requests: [RecordedRequest]
  /// How many older requests were evicted; nil when that is not known, because the session itself
  /// was evicted and began again.
  public let evictedCount: Int?

  /// Every rule that the recorded requests broke, in words, oldest request first.
  public var violations: [String] { requests.flatMap(\.violations) }

  /// What looks like a mistake in the recorded requests and breaks no rule, in words.
  public var warnings: [String] { requests.flatMap(\.warnings) }

  init(_ journal: Journal) {
    requests = journal.map { RecordedRequest($0) }
    evictedCount = journal.evictedCountIfKnown
  }

  init() {
    requests = []
    evictedCount = 0
  }
}

extension JournalSnapshot: CustomStringConvertible {
  /// How many requests the description shows.
  private static let shownCountMax = 20

  /// For the message of a failed test: the newest requests, as `RecordedRequest` describes them.
  public var description: String {
    guard !requests.isEmpty || evictedCount != 0 else { return "no requests" }
    let shown = requests.suffix(Self.shownCountMax)
    let hiddenCount = evictedCount.map { $0 + requests.count - shown.count }
    let head = hiddenCount == 0 ? [] : ["… and \(hiddenCount.map(String.init) ?? "others") before"]
    return (head + shown.map(\.description)).joined(separator: "\n")
  }
}

/// One request and what became of it; every API key in it is masked.
public struct RecordedRequest: Sendable {
  /// Its number in its session, from 1.
  public let id: Int
  /// In capitals: `POST`.
  public let method: String
  /// As it was served: without the query, without what only chose a session or a scenario, and
  /// without needless percent-encoding.
  public let path: String
  /// In the order sent.
  public let headers: [(name: String, value: String)]
  /// As text; base64 when it is not UTF-8.
  public let body: String
  /// The rules of the page that it breaks, in words.
  public let violations: [String]
  /// Why it was refused as HTTP, in words; nil for all others.
  public let refusal: String?
  /// What looks like a mistake in it and breaks no rule, in words.
  public let warnings: [String]
  /// The scenario that was applied to it.
  public let scenario: String?
  /// What selected the scenario: `prefer`, `queue`, `key`, `prompt`, `path`, `chaos`, or
  /// `default`.
  public let way: String?
  /// Nil when a fault left it without an answer.
  public let status: Int?
  /// The body of the answer, as text.
  public let answer: String

  init(_ entry: JournalEntry) {
    id = entry.id
    method = entry.method.rawValue
    path = entry.path
    headers = entry.headers
    body = Self.text(entry.body(readsJSON: false))
    violations = entry.violations.map(\.message)
    refusal = entry.refusal
    warnings = entry.warnings.map(\.message)
    scenario = entry.scenario
    way = entry.via
    status = entry.status
    answer = Self.text(entry.answer(readsJSON: false))
  }

  private static func text(_ content: RecordedContent) -> String {
    switch content {
    case .empty: ""
    case .json(let value): JSONWriter.string(value)
    case .text(let text), .base64(let text): text
    }
  }
}

extension RecordedRequest: CustomStringConvertible {
  /// `#2 POST /jimeng/submit/videos → 429 [rate-limited, via queue]`, then a line for each
  /// violation and warning.
  public var description: String {
    let outcome = status.map { "\($0)" } ?? "no answer"
    let applied = scenario.map { " [\($0), via \(way ?? "")]" } ?? ""
    var lines = ["#\(id) \(method) \(path) → \(outcome)\(applied)"]
    lines += violations.map { "   violation: \($0)" }
    if let refusal { lines.append("   refused: \(refusal)") }
    lines += warnings.map { "   warning: \($0)" }
    return lines.joined(separator: "\n")
  }
}
