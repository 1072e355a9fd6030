import HTTPTransport

/// Which entries are wanted. Whatever is nil asks for nothing.
struct JournalFilter: Sendable, Equatable {
  enum Path: Sendable, Equatable {
    case exactly(String)
    case prefix(String)
  }

  var method: String?
  var path: Path?
  var status: Int?
  var hasViolations: Bool?
  var scenario: String?
  /// Only entries with a greater number.
  var since: Int?
  /// With `since` the first of what follows, so that one can page; without it the newest.
  var limit: Int?

  func admits(_ entry: JournalEntry) -> Bool {
    if let method, !method.utf8.elementsEqual(entry.method.rawValue.utf8) { return false }
    if let status, entry.status != status { return false }
    if let hasViolations, entry.hasViolations != hasViolations { return false }
    if let scenario {
      guard let name = entry.scenario, name.utf8.elementsEqual(scenario.utf8) else { return false }
    }
    switch path {
    case .exactly(let path): return entry.withPath { $0.elementsEqual(path.utf8) }
    case .prefix(let path): return entry.withPath { $0.starts(with: path.utf8) }
    case nil: return true
    }
  }
}
