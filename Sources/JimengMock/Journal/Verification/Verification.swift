import OpenAPIContract
import StrictJSON

/// What a test expects of the recorded requests. All parts that are set must hold.
struct Verification: Sendable, Equatable {
  /// The requests that `count` and `hasNoViolations` are about.
  var pattern = RequestPattern()
  var count: CountBound?
  /// Kinds of requests that must occur in this order, others in between allowed.
  var order: [RequestPattern] = []
  /// No request of the kind broke a rule.
  var hasNoViolations = false
  /// Every queued scenario was used.
  var isQueueUsed = false

  /// `count`; at least one when a kind of request is named and nothing else is asked of it.
  var effectiveCount: CountBound? {
    count ?? (pattern.isEmpty || hasNoViolations ? nil : .atLeast(1))
  }

  /// - Parameter unusedScenarios: what is left in the session's queue.
  func check(_ journal: Journal, unusedScenarios: [String] = []) -> VerificationResult {
    var result = VerificationResult(
      recordedCount: journal.count, evictedCount: journal.evictedCountIfKnown)
    if effectiveCount != nil || hasNoViolations {
      let counts = MatchCounts(of: pattern, in: journal)
      result.matched = counts.matched
      if let count = effectiveCount { check(count, counts, journal, &result) }
      if hasNoViolations { checkViolations(counts, journal, &result) }
    }
    if !order.isEmpty { OrderCheck(order, in: journal).run(into: &result) }
    if isQueueUsed { checkQueue(unusedScenarios, journal, &result) }
    return result
  }

  private func check(
    _ count: CountBound, _ counts: MatchCounts, _ journal: Journal,
    _ result: inout VerificationResult
  ) {
    let fewest = counts.matched.count
    let most = journal.evictedCountIfKnown.map { fewest + counts.undecidable.count + $0 }
    let reason = "expected \(count) of \(pattern), found \(fewest) among \(journal.count) recorded"
    switch count.isMet(by: fewest...(most ?? .max)) {
    case true: break
    case false where count.surplus(of: fewest) > 0:
      let surplus = counts.matched.suffix(count.surplus(of: fewest))
      result.fail(reason, surplus: surplus.map { journal[$0] })
    case false:
      let closest = ClosestRequest(to: pattern, in: journal, among: counts.others)
      result.fail(
        reason, closest: closest?.entry, differences: closest?.differences ?? [])
    case nil: result.leaveOpen("\(reason), \(Self.missing(counts, journal))")
    }
  }

  private func checkViolations(
    _ counts: MatchCounts, _ journal: Journal, _ result: inout VerificationResult
  ) {
    if let id = counts.matched.first(where: { journal[$0].hasViolations }) {
      let entry = journal[id]
      let messages = entry.violations.map { JSONValue.string($0.message) }
      result.fail(
        "request \(id) breaks the contract: "
          + entry.violations.map(\.message).joined(separator: "; "),
        closest: entry,
        differences: [
          Difference(
            JSONPointer(tokens: ["violations"]), expected: [], actual: .array(messages))
        ])
    } else if journal.evictedWithViolationsCount > 0 {
      let count = journal.evictedWithViolationsCount
      let reason = "\(count) requests that are no longer recorded broke the contract"
      if pattern.isEmpty { result.fail(reason) } else { result.leaveOpen(reason) }
    } else if journal.isBeginningLost {
      result.leaveOpen(Self.lostBeginning)
    } else if counts.undecidable.contains(where: { journal[$0].hasViolations }) {
      result.leaveOpen("a request that broke the contract was too large to be compared")
    }
  }

  /// - Parameter unused: the scenarios that are left in the session's queue.
  private func checkQueue(
    _ unused: [String], _ journal: Journal, _ result: inout VerificationResult
  ) {
    guard !unused.isEmpty else {
      // The queue was evicted with the session.
      if journal.isBeginningLost { result.leaveOpen(Self.lostBeginning) }
      return
    }
    result.fail(
      "queued and not used: \(unused.joined(separator: ", "))",
      differences: [
        Difference(
          JSONPointer(tokens: ["queue"]), expected: [],
          actual: .array(unused.map { .string($0) }))
      ])
  }

  private static let lostBeginning =
    "an earlier session of this name was evicted, and its requests are not known"

  private static func missing(_ counts: MatchCounts, _ journal: Journal) -> String {
    var parts: [String] = []
    if journal.isBeginningLost { parts.append(lostBeginning) }
    if journal.evictedCount > 0 {
      parts.append("and \(journal.evictedCount) are no longer recorded")
    }
    if !counts.undecidable.isEmpty {
      parts.append("and \(counts.undecidable.count) were too large to be compared")
    }
    return parts.joined(separator: ", ")
  }
}

/// The recorded requests, by whether they match a pattern.
private struct MatchCounts {
  private(set) var matched: [Int] = []
  /// Too large to be kept whole.
  private(set) var undecidable: [Int] = []
  private(set) var others: [Int] = []

  init(of pattern: RequestPattern, in journal: Journal) {
    for id in journal.indices {
      switch pattern.match(journal[id]) {
      case .yes: matched.append(id)
      case .undecidable: undecidable.append(id)
      case .no: others.append(id)
      }
    }
  }
}

/// How many requests there must be.
public enum CountBound: Sendable, Equatable {
  /// So many, no more and no less; `.exactly(0)` for none at all.
  case exactly(Int)
  /// So many or more.
  case atLeast(Int)
  /// So many or fewer.
  case atMost(Int)
  /// From the first number to the second, both included.
  case between(Int, Int)

  /// - Parameter range: the fewest and the most that there can have been.
  /// - Returns: nil when that range holds right and wrong counts.
  func isMet(by range: ClosedRange<Int>) -> Bool? {
    let wanted = self.range
    if wanted.contains(range.lowerBound), wanted.contains(range.upperBound) { return true }
    return wanted.overlaps(range) ? nil : false
  }

  /// How many of so many are too many.
  func surplus(of count: Int) -> Int { max(0, count - range.upperBound) }

  /// A lower bound above the upper one stands for neither.
  private var range: ClosedRange<Int> {
    switch self {
    case .exactly(let count): count...count
    case .atLeast(let least): least...Int.max
    case .atMost(let most): min(0, most)...most
    case .between(let least, let most): least...max(least, most)
    }
  }
}

extension CountBound: CustomStringConvertible {
  /// `exactly 1`
  public var description: String {
    switch self {
    case .exactly(let count): "exactly \(count)"
    case .atLeast(let least): "at least \(least)"
    case .atMost(let most): "at most \(most)"
    case .between(let least, let most): "\(least) to \(most)"
    }
  }
}
