import HTTPTransport
import OpenAPIContract
import StrictJSON

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
  /// As text; base64 where it is none.
  public let body: String
  /// The rules of the page that it breaks, in words.
  public let violations: [String]
  /// Why it was no request that HTTP/1.1 allows or this server takes, in words; nil for all others.
  public let refusal: String?
  /// What is odd about it and breaks no rule, in words.
  public let warnings: [String]
  /// The scenario that it got.
  public let scenario: String?
  /// By which way it got the scenario: `prefer`, `queue`, `key`, `prompt`, `path`, `chaos`, or
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
    let cast = scenario.map { " [\($0), via \(way ?? "")]" } ?? ""
    var lines = ["#\(id) \(method) \(path) → \(outcome)\(cast)"]
    lines += violations.map { "   violation: \($0)" }
    if let refusal { lines.append("   refused: \(refusal)") }
    lines += warnings.map { "   warning: \($0)" }
    return lines.joined(separator: "\n")
  }
}
