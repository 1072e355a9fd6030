/// The recorded requests sorted by whether they are of one kind.
struct RequestTally {
  private(set) var matched: [Int] = []
  /// Too large to have been kept whole.
  private(set) var undecidable: [Int] = []
  private(set) var others: [Int] = []

  init(_ pattern: RequestPattern, in journal: Journal) {
    for id in journal.indices {
      switch pattern.match(journal[id]) {
      case .yes: matched.append(id)
      case .undecidable: undecidable.append(id)
      case .no: others.append(id)
      }
    }
  }
}
