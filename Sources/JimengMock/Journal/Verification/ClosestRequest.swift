/// Of several requests, the one that has the fewest differences from a kind; of equals, the latest.
struct ClosestRequest {
  let entry: JournalEntry
  let differences: [Difference]

  /// Nil when there is none to choose from.
  init?(to pattern: RequestPattern, in journal: Journal, among ids: [Int]) {
    var best: (id: Int, differences: [Difference])?
    for id in ids {
      let differences = pattern.differences(from: journal[id])
      if differences.count <= best?.differences.count ?? .max { best = (id, differences) }
    }
    guard let best else { return nil }
    entry = journal[best.id]
    differences = best.differences
  }
}
