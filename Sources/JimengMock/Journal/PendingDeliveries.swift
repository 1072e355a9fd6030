import HTTPTransport

/// The delayed or broken answers that are still under way, and the journal entries that wait for
/// their ends.
struct PendingDeliveries {
  private struct Delivery {
    let ticket: JournalTicket
    let session: Session
    /// What the entry shows meanwhile.
    let outcome: JournalOutcome
  }

  /// By connection; on one connection they end in the order in which they began.
  private var waiting: [UInt64: [Delivery]] = [:]

  var isEmpty: Bool { waiting.isEmpty }

  mutating func begin(
    _ ticket: JournalTicket, of session: Session, _ outcome: JournalOutcome,
    on connectionID: UInt64
  ) {
    waiting[connectionID, default: []].append(
      Delivery(ticket: ticket, session: session, outcome: outcome))
  }

  /// The oldest of the connection has ended.
  mutating func end(_ end: HTTPDelivery.End, on connectionID: UInt64, at now: ServerTime) {
    guard var deliveries = waiting.removeValue(forKey: connectionID), !deliveries.isEmpty else {
      return
    }
    let ended = deliveries.removeFirst()
    if !deliveries.isEmpty { waiting[connectionID] = deliveries }
    ended.session.journal.conclude(
      ended.ticket, Self.outcome(of: ended.outcome, end), bytesWritten: end.contentByteCount,
      at: MockInstant(now).unixNanoseconds)
  }

  /// A fault's outcome is known from the start. A stalled answer ends when the client leaves.
  private static func outcome(
    of planned: JournalOutcome, _ end: HTTPDelivery.End
  ) -> JournalOutcome {
    switch planned {
    case .delayed, .answered: end.isComplete ? .answered : .clientGone
    case .stalled, .neverAnswered, .refused, .clientGone: planned
    case .truncated, .malformed, .emptyResponse, .reset: end.isComplete ? planned : .clientGone
    }
  }
}
