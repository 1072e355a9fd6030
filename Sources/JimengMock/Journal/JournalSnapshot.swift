/// A session's journal as it was when it was asked for.
public struct JournalSnapshot: Sendable {
  /// Oldest first.
  public let requests: [RecordedRequest]
  /// How many older ones are no longer kept; nil when the session itself had to go and came again,
  /// so that nobody knows.
  public let evictedCount: Int?

  /// Every rule that the recorded requests broke, in words, oldest request first.
  public var violations: [String] { requests.flatMap(\.violations) }

  /// What is odd about the recorded requests and breaks no rule, in words.
  public var warnings: [String] { requests.flatMap(\.warnings) }

  init(_ journal: Journal) {
    requests = journal.map { RecordedRequest($0) }
    evictedCount = journal.evictedCountIfKnown
  }

  init() {
    requests = []
    evictedCount = 0
  }
}

extension JournalSnapshot: CustomStringConvertible {
  /// How many requests the description shows: the newest ones.
  private static let shownCountMax = 20

  /// For the message of a failed test: the newest requests, as `RecordedRequest` describes them.
  public var description: String {
    guard !requests.isEmpty || evictedCount != 0 else { return "no requests" }
    let shown = requests.suffix(Self.shownCountMax)
    let hiddenCount = evictedCount.map { $0 + requests.count - shown.count }
    let head = hiddenCount == 0 ? [] : ["… and \(hiddenCount.map(String.init) ?? "others") before"]
    return (head + shown.map(\.description)).joined(separator: "\n")
  }
}
