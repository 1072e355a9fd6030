import HTTPTransport
import StrictJSON

/// `events`: the journal as it grows.
extension AdminCall {
  func streamEvents() throws(AdminError) -> AdminAnswer {
    // A HEAD gets the head alone, and nobody would tell that its stream is gone.
    guard request.method != .head else { return AdminAnswer(events: []) }
    guard !events.isFull else { throw .tooManyStreams }
    return AdminAnswer(
      events: events.add(
        request.connectionID, session: session, lastID: try lastID(), at: now))
  }

  /// What browsers send when they come back (HTML standard §9.2.4).
  private func lastID() throws(AdminError) -> Int? {
    guard let text = request.fields["last-event-id"] else { return nil }
    guard let id = Int(text), id >= 0 else {
      throw .badParameter("Last-Event-ID must be the number of a request")
    }
    return id
  }
}
