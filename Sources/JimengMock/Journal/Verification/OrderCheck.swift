import StrictJSON

/// Checks whether requests of given kinds occurred in that order. It takes the earliest request of
/// each kind: if any choice succeeds, that one does.
struct OrderCheck {
  private let order: [RequestPattern]
  private let journal: Journal

  init(_ order: [RequestPattern], in journal: Journal) {
    self.order = order
    self.journal = journal
  }

  func run(into result: inout VerificationResult) {
    var placed: [Int] = []
    for pattern in order {
      guard let id = first(pattern, after: placed.last) else {
        return fail(pattern, after: placed, into: &result)
      }
      placed.append(id)
    }
  }

  private func first(_ pattern: RequestPattern, after last: Int?) -> Int? {
    let start = last.map { $0 + 1 } ?? journal.startIndex
    return (start..<journal.endIndex).first { pattern.match(journal[$0]) == .yes }
  }

  /// - Parameter placed: the requests that were found for the kinds before this one.
  private func fail(
    _ pattern: RequestPattern, after placed: [Int], into result: inout VerificationResult
  ) {
    let range = placed.last.map { "after request \($0)" } ?? "among \(journal.count) recorded"
    let reason = "order: no request \(range) is number \(placed.count + 1), \(pattern)"
    if isUndecidable {
      return result.leaveOpen("\(reason); requests that are no longer whole could be it")
    }
    guard let last = placed.last else {
      let closest = ClosestRequest(to: pattern, in: journal, among: Array(journal.indices))
      return result.fail(
        reason, closest: closest?.entry, differences: closest?.differences ?? [])
    }
    let earlier = (journal.startIndex..<last).filter { !placed.contains($0) }
    if let id = earlier.last(where: { pattern.match(journal[$0]) == .yes }) {
      return result.fail(
        "\(reason); request \(id) is, and came before it", closest: journal[id],
        differences: [Self.lateness(of: id, after: last)])
    }
    let later = Array((last + 1)..<journal.endIndex)
    let candidates = later.isEmpty ? earlier : later
    guard let closest = ClosestRequest(to: pattern, in: journal, among: candidates) else {
      return result.fail(reason)
    }
    let lateness = later.isEmpty ? [Self.lateness(of: closest.entry.id, after: last)] : []
    result.fail(reason, closest: closest.entry, differences: closest.differences + lateness)
  }

  /// The request should have come later.
  private static func lateness(of id: Int, after last: Int) -> Difference {
    Difference(
      JSONPointer(tokens: ["id"]), expected: .string("greater than \(last)"), actual: .number(id))
  }

  /// Whether requests that are no longer whole or recorded could make the order right. Evicted
  /// requests are the oldest, so they can only have been its beginning: the kinds for which the
  /// recorded requests do not account, taken from the end.
  private var isUndecidable: Bool {
    let hasUndecidable = order.contains { pattern in
      journal.contains { pattern.match($0) == .undecidable }
    }
    guard !hasUndecidable else { return true }
    guard let evictedCount = journal.evictedCountIfKnown else { return true }
    return evictedCount > 0 && order.count - longestEndCount <= evictedCount
  }

  /// How many of the last kinds occur in their order.
  private var longestEndCount: Int {
    var end = journal.endIndex
    var count = 0
    for pattern in order.reversed() {
      let found = (journal.startIndex..<end).last { pattern.match(journal[$0]) == .yes }
      guard let found else { break }
      end = found
      count += 1
    }
    return count
  }
}

/// Of several requests, the one with the least distance from a pattern; of equals, the latest.
struct ClosestRequest {
  let entry: JournalEntry
  let differences: [Difference]

  /// Nil when there is no request.
  init?(to pattern: RequestPattern, in journal: Journal, among ids: [Int]) {
    var best: (id: Int, comparison: SubsetComparison)?
    for id in ids {
      let comparison = pattern.comparison(with: journal[id])
      if comparison.distance <= best?.comparison.distance ?? .max { best = (id, comparison) }
    }
    guard let best else { return nil }
    entry = journal[best.id]
    differences = best.comparison.differences
  }
}
