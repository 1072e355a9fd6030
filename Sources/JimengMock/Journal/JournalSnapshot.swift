/// A session's journal as it was when it was asked for.
public struct JournalSnapshot: Sendable {
  /// Oldest first.
  public let requests: [RecordedRequest]
  /// How many older ones are no longer kept.
  public let evictedCount: Int

  /// Every rule that the recorded requests broke, in words, oldest request first.
  public var violations: [String] { requests.flatMap(\.violations) }

  /// What is odd about the recorded requests and breaks no rule, in words.
  public var warnings: [String] { requests.flatMap(\.warnings) }

  init(_ journal: Journal) {
    requests = journal.map { RecordedRequest($0) }
    evictedCount = journal.evictedCount
  }

  init() {
    requests = []
    evictedCount = 0
  }
}
