import HTTPTransport

/// The answers that are still on their way out, late or broken, and the journal entries that wait
/// to hear how they end.
struct PendingDeliveries {
  private struct Delivery {
    let ticket: JournalTicket
    let session: Session
    /// What the entry says meanwhile.
    let outcome: JournalOutcome
  }

  /// By connection, on each of which they end in the order of their beginnings.
  private var waiting: [UInt64: [Delivery]] = [:]

  var isEmpty: Bool { waiting.isEmpty }

  mutating func begin(
    _ ticket: JournalTicket, of session: Session, _ outcome: JournalOutcome,
    on connectionID: UInt64
  ) {
    waiting[connectionID, default: []].append(
      Delivery(ticket: ticket, session: session, outcome: outcome))
  }

  /// The next of the connection has ended.
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

  /// A fault's outcome was known from the start. That the client leaves one that says nothing more
  /// is how such a fault ends.
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
