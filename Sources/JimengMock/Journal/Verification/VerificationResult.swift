import HTTPTransport
import OpenAPIContract
import StrictJSON

/// The result of a verification, and for a failed one everything that helps to see why. Its
/// description is made for the message of a failed test.
public struct VerificationResult: Sendable {
  /// Whether what was looked for is there.
  public enum Verdict: String, Sendable {
    /// It is there, as often as it was to be.
    case met
    /// It is not there, or cannot be.
    case unmet
    /// Requests that are no longer recorded could change the verdict.
    case unknown
  }

  /// Whether what was looked for is there.
  public fileprivate(set) var verdict = Verdict.met
  /// The `RecordedRequest.id` of each request that fits.
  public internal(set) var matched: [Int] = []
  /// Why it is not met, in words, one for each check; empty when it is met.
  public private(set) var reasons: [String] = []
  /// The request that is nearest to what was looked for.
  private(set) var closest: JournalEntry?
  /// Every difference of that one.
  private(set) var differences: [Difference] = []
  /// When too many requests fit, those beyond the allowed count.
  private var surplus: [JournalEntry] = []
  let recordedCount: Int
  /// Nil when that is not known.
  let evictedCount: Int?

  /// Whether what was looked for is there, for certain.
  public var isMet: Bool { verdict == .met }

  init(recordedCount: Int, evictedCount: Int?) {
    self.recordedCount = recordedCount
    self.evictedCount = evictedCount
  }

  /// One check failed for certain.
  mutating func fail(
    _ reason: String, closest: JournalEntry? = nil, differences: [Difference] = [],
    surplus: [JournalEntry] = []
  ) {
    if verdict == .unknown { reasons = [] }
    verdict = .unmet
    reasons.append(reason)
    self.surplus += surplus
    guard self.differences.isEmpty else { return }
    self.closest = closest
    self.differences = differences
  }

  /// One check cannot be decided. A check that failed for certain still decides the verdict.
  mutating func leaveOpen(_ reason: String) {
    guard verdict != .unmet else { return }
    verdict = .unknown
    reasons.append(reason)
  }

  var status: HTTPStatus {
    switch verdict {
    case .met: .ok
    case .unmet: HTTPStatus(422)
    case .unknown: HTTPStatus(409)
    }
  }

  var json: JSONValue {
    var object: JSONObject = [
      "result": .string(verdict.rawValue), "matched": .array(matched.map { .number($0) }),
      "recorded": .number(recordedCount),
      "evicted": evictedCount.map { .number($0) } ?? .null,
    ]
    guard verdict != .met else { return .object(object) }
    object.append("message", .string(reasons.joined(separator: "; ")))
    guard verdict == .unmet else { return .object(object) }
    object.append("closest", closest?.json ?? .null)
    object.append("differences", .array(differences.map(\.json)))
    guard !surplus.isEmpty else { return .object(object) }
    object.append("surplus", .array(surplus.prefix(Self.surplusShownMax).map(Self.brief)))
    return .object(object)
  }

  /// Surplus requests that are shown; all of them are among `matched`.
  private static let surplusShownMax = 10

  /// Enough to find the request; `GET requests/{id}` has the rest.
  private static func brief(_ entry: JournalEntry) -> JSONValue {
    [
      "id": .number(entry.id), "method": .string(entry.method.rawValue),
      "target": .string(entry.target), "status": entry.status.map { .number($0) } ?? .null,
    ]
  }
}

extension VerificationResult: CustomStringConvertible {
  /// `met`; else the reasons, the closest request and its differences, or the surplus requests,
  /// each on a line.
  public var description: String {
    guard verdict != .met else { return "met" }
    var lines = reasons
    if let closest { lines.append("closest: \(Self.words(closest))") }
    lines += differences.map { "  \($0)" }
    lines += surplus.prefix(Self.surplusShownMax).map { "one too many: \(Self.words($0))" }
    let hiddenCount = surplus.count - Self.surplusShownMax
    if hiddenCount > 0 { lines.append("and \(hiddenCount) more") }
    return lines.joined(separator: "\n")
  }

  /// `request 2, POST /jimeng/submit/videos → 200`
  private static func words(_ entry: JournalEntry) -> String {
    let status = entry.status.map { "\($0)" } ?? entry.outcome.rawValue
    return "request \(entry.id), \(entry.method.rawValue) \(entry.target) → \(status)"
  }
}
