import OpenAPIContract
import StrictJSON

/// What a test expects of the requests that were made. All parts that are set must hold.
struct Verification: Sendable, Equatable {
  /// The kind of requests that `count` and `hasNoViolations` are about.
  var pattern = RequestPattern()
  var count: CountBound?
  /// Kinds of requests that must occur in this order, others in between allowed.
  var order: [RequestPattern] = []
  /// No request of the kind broke a rule.
  var hasNoViolations = false
  /// Every queued scenario was used.
  var isQueueUsed = false

  /// What `count` is when a kind is named and nothing else is asked of it.
  var effectiveCount: CountBound? {
    count ?? (pattern.isEmpty || hasNoViolations ? nil : .atLeast(1))
  }

  /// - Parameter unusedScenarios: what is left in the session's queue.
  func judge(_ journal: Journal, unusedScenarios: [String] = []) -> VerificationResult {
    var result = VerificationResult(
      recordedCount: journal.count, evictedCount: journal.evictedCountIfKnown)
    if effectiveCount != nil || hasNoViolations {
      let tally = RequestTally(pattern, in: journal)
      result.matched = tally.matched
      if let count = effectiveCount { judge(count, tally, journal, &result) }
      if hasNoViolations { judgeViolations(tally, journal, &result) }
    }
    if !order.isEmpty { OrderJudge(order, in: journal).judge(into: &result) }
    if isQueueUsed { judgeQueue(unusedScenarios, journal, &result) }
    return result
  }

  private func judge(
    _ count: CountBound, _ tally: RequestTally, _ journal: Journal,
    _ result: inout VerificationResult
  ) {
    let fewest = tally.matched.count
    let most = journal.evictedCountIfKnown.map { fewest + tally.undecidable.count + $0 }
    let reason = "expected \(count) of \(pattern), found \(fewest) among \(journal.count) recorded"
    switch count.isMet(by: fewest...(most ?? .max)) {
    case true: break
    case false where count.surplus(of: fewest) > 0:
      let surplus = tally.matched.suffix(count.surplus(of: fewest))
      result.fail(reason, surplus: surplus.map { journal[$0] })
    case false:
      let closest = ClosestRequest(to: pattern, in: journal, among: tally.others)
      result.fail(
        reason, closest: closest?.entry, differences: closest?.differences ?? [])
    case nil: result.doubt("\(reason), \(Self.doubts(tally, journal))")
    }
  }

  private func judgeViolations(
    _ tally: RequestTally, _ journal: Journal, _ result: inout VerificationResult
  ) {
    if let id = tally.matched.first(where: { journal[$0].hasViolations }) {
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
      if pattern.isEmpty { result.fail(reason) } else { result.doubt(reason) }
    } else if journal.isBeginningLost {
      result.doubt(Self.lostBeginning)
    } else if tally.undecidable.contains(where: { journal[$0].hasViolations }) {
      result.doubt("a request that broke the contract was too large to be compared")
    }
  }

  /// - Parameter unused: what is left in the session's queue.
  private func judgeQueue(
    _ unused: [String], _ journal: Journal, _ result: inout VerificationResult
  ) {
    guard !unused.isEmpty else {
      // What was queued went with the session.
      if journal.isBeginningLost { result.doubt(Self.lostBeginning) }
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
    "an earlier session of this name had to go, and what it was asked is not known"

  static func doubts(_ tally: RequestTally, _ journal: Journal) -> String {
    var parts: [String] = []
    if journal.isBeginningLost { parts.append(lostBeginning) }
    if journal.evictedCount > 0 {
      parts.append("and \(journal.evictedCount) are no longer recorded")
    }
    if !tally.undecidable.isEmpty {
      parts.append("and \(tally.undecidable.count) were too large to be compared")
    }
    return parts.joined(separator: ", ")
  }
}
