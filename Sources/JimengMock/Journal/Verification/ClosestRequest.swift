/// Of several requests, the one that is least far from a kind; of equals, the latest.
struct ClosestRequest {
  let entry: JournalEntry
  let differences: [Difference]

  /// Nil when there is none to choose from.
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
