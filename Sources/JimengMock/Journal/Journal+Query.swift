import StrictJSON

extension Journal {
  /// The numbers of the entries that the filter admits, oldest first.
  func matches(_ filter: JournalFilter) -> [Int] {
    let start =
      filter.since.map { $0 < nextID ? Swift.max(startIndex, $0 + 1) : nextID } ?? startIndex
    let ids = (start..<Swift.max(start, endIndex)).filter { filter.admits(self[$0]) }
    guard let limit = filter.limit else { return ids }
    return filter.since == nil ? ids.suffix(limit) : Array(ids.prefix(limit))
  }

  /// `{"requests":[…],"evicted":n}`; null for a number that nobody knows.
  func json(_ filter: JournalFilter = JournalFilter()) -> JSONValue {
    [
      "requests": .array(matches(filter).map { self[$0].json }),
      "evicted": evictedCountIfKnown.map { .number($0) } ?? .null,
    ]
  }
}
