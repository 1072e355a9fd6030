import OpenAPIContract

/// What a mock's client kept and broke of the contract, over the mock's whole life and in all of
/// its sessions. It is bounded by the kinds of requests, not by their number, and no reset of a
/// session touches it: what was sent was sent.
package struct ContractLedger: Sendable, Equatable {
  /// In the order of their first requests.
  package private(set) var entries: [LedgerEntry] = []
  /// Requests to operations, the broken ones included.
  package private(set) var requestCount = 0
  /// Those that break a rule.
  package private(set) var brokenCount = 0
  /// Those that break one in a way of which there was no room for an entry.
  package private(set) var unlistedCount = 0

  package static let entryCountMax = 100

  package init() {}

  /// - Parameter judgement: with every key masked.
  mutating func note(
    method: String, path: String, judgement: ValidationResult, at place: LedgerEntry.Place
  ) {
    requestCount += 1
    if !judgement.isValid { brokenCount += 1 }
    let known = entries.firstIndex {
      $0.path == path && $0.method == method && $0.violations == judgement.violations
        && $0.violationsDropped == judgement.violationsDropped
    }
    guard let index = known ?? newEntry(method, path, judgement) else { return }
    entries[index].count += 1
    guard entries[index].places.count < LedgerEntry.placeCountMax else { return }
    entries[index].places.append(place)
  }

  /// Nil when there is no room; one for each operation's good requests there always is.
  private mutating func newEntry(_ method: String, _ path: String, _ judgement: ValidationResult)
    -> Int?
  {
    guard judgement.isValid || entries.count < Self.entryCountMax else {
      unlistedCount += 1
      return nil
    }
    entries.append(
      LedgerEntry(
        method: method, path: path, violations: judgement.violations,
        violationsDropped: judgement.violationsDropped))
    return entries.count - 1
  }
}
