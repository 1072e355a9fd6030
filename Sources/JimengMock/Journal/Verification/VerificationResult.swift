import HTTPTransport
import OpenAPIContract
import StrictJSON

/// What a verification came to, and for a failed one everything that helps to see why. Its
/// description is made for the message of a failed test.
public struct VerificationResult: Sendable {
  /// Whether what was looked for is there.
  public enum Verdict: String, Sendable {
    /// It is there, as often as it was to be.
    case met
    /// It is not; or what was looked for is nothing that can be.
    case unmet
    /// Requests that are no longer recorded could turn the verdict.
    case unknown
  }

  /// Whether what was looked for is there.
  public fileprivate(set) var verdict = Verdict.met
  /// The `RecordedRequest.id` of each request that fits.
  public internal(set) var matched: [Int] = []
  /// Why it is not met, in words, each check for itself; empty where it is met.
  public private(set) var reasons: [String] = []
  /// The request with the fewest differences from what was looked for.
  private(set) var closest: JournalEntry?
  /// Every place in which that one differs.
  private(set) var differences: [Difference] = []
  let recordedCount: Int
  /// Nil when nobody knows.
  let evictedCount: Int?

  /// Whether what was looked for is there, for certain.
  public var isMet: Bool { verdict == .met }

  init(recordedCount: Int, evictedCount: Int?) {
    self.recordedCount = recordedCount
    self.evictedCount = evictedCount
  }

  /// One check failed for certain.
  mutating func fail(
    _ reason: String, closest: JournalEntry? = nil, differences: [Difference] = []
  ) {
    if verdict == .unknown { reasons = [] }
    verdict = .unmet
    reasons.append(reason)
    guard self.differences.isEmpty else { return }
    self.closest = closest
    self.differences = differences
  }

  /// One check cannot be decided. Another that failed for certain stays what counts.
  mutating func doubt(_ reason: String) {
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
    return .object(object)
  }
}

extension VerificationResult: CustomStringConvertible {
  /// `met`; else the reasons, the closest request, and every place in which that one differs, each
  /// on a line.
  public var description: String {
    guard verdict != .met else { return "met" }
    var lines = reasons
    if let closest {
      let status = closest.status.map { "\($0)" } ?? closest.outcome.rawValue
      lines.append(
        "closest: request \(closest.id), \(closest.method.rawValue) \(closest.target) → \(status)")
    }
    lines += differences.map { "  \($0)" }
    return lines.joined(separator: "\n")
  }
}
