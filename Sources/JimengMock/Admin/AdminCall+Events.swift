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
        // What browsers send when they come back (HTML standard §9.2.4).
        request.connectionID, session: session, lastID: request.fields["last-event-id"], at: now))
  }
}
