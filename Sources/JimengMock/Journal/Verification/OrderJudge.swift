import StrictJSON

/// Decides whether requests of given kinds occurred in their order. Taking the earliest request for
/// each kind is enough: if any choice succeeds, that one does.
struct OrderJudge {
  private let order: [RequestPattern]
  private let journal: Journal

  init(_ order: [RequestPattern], in journal: Journal) {
    self.order = order
    self.journal = journal
  }

  func judge(into result: inout VerificationResult) {
    var last: Int?
    for (position, pattern) in order.enumerated() {
      guard let id = first(pattern, after: last) else {
        return fail(at: position, after: last, into: &result)
      }
      last = id
    }
  }

  private func first(_ pattern: RequestPattern, after last: Int?) -> Int? {
    let start = last.map { $0 + 1 } ?? journal.startIndex
    return (start..<journal.endIndex).first { pattern.match(journal[$0]) == .yes }
  }

  private func fail(at position: Int, after last: Int?, into result: inout VerificationResult) {
    let place = last.map { "after request \($0)" } ?? "among \(journal.count) recorded"
    let reason = "order: no request \(place) is number \(position + 1), \(order[position])"
    if isInDoubt {
      return result.doubt("\(reason); requests that are no longer whole could be it")
    }
    let later = Array((last.map { $0 + 1 } ?? journal.startIndex)..<journal.endIndex)
    let candidates = later.isEmpty ? Array(journal.indices) : later
    guard let closest = ClosestRequest(to: order[position], in: journal, among: candidates) else {
      return result.fail(reason)
    }
    var differences = closest.differences
    if let last, closest.entry.id <= last {
      differences.append(
        Difference(
          JSONPointer(tokens: ["id"]), expected: .string("greater than \(last)"),
          actual: .number(closest.entry.id)))
    }
    result.fail(reason, closest: closest.entry, differences: differences)
  }

  /// Evicted requests are the oldest, so they can have been the beginning of the order: as many
  /// kinds as the recorded requests cannot account for, taken from the end.
  private var isInDoubt: Bool {
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
