import HTTPTransport
import StrictJSON

/// `requests`, `har`, `events` and `verify`: what the session was asked.
extension AdminRequest {
  func listRequests() throws(AdminError) -> AdminAnswer {
    do throws(JournalFilterError) {
      return AdminAnswer(json: session.journal.json(try JournalFilter(query: http.query ?? "")))
    } catch {
      throw .badFilter(error)
    }
  }

  func clearRequests() throws(AdminError) -> AdminAnswer {
    guard http.query?.isEmpty ?? true else {
      throw .badParameter("DELETE empties the whole journal; it takes no filter")
    }
    let count = session.journal.count
    session.clearJournal(at: now)
    return AdminAnswer(json: ["removed": .number(count)])
  }

  func showRequest() throws(AdminError) -> AdminAnswer {
    guard let id = Int(item), (1..<session.journal.nextID).contains(id) else {
      throw .noSuchRequest(item)
    }
    guard let entry = session.journal.entry(id) else { throw .requestEvicted(id) }
    return AdminAnswer(json: entry.json)
  }

  func exportHAR() -> AdminAnswer {
    let export = HARExport(baseURL: baseURL, version: MockVersion.text)
    return AdminAnswer(json: export.json(session.journal))
  }

  /// The journal as it grows.
  func streamEvents() throws(AdminError) -> AdminAnswer {
    // A HEAD gets the head alone: a stream that it began would never be removed.
    guard http.method != .head else { return AdminAnswer(events: []) }
    guard !events.isFull else { throw .tooManyStreams }
    return AdminAnswer(
      events: events.add(
        // What browsers send when they reconnect (HTML standard §9.2.4).
        http.connectionID, session: session, lastID: http.fields["last-event-id"], at: now))
  }

  func verify() throws(AdminError) -> AdminAnswer {
    let verification = try body(VerificationReader.read)
    let result = verification.check(
      session.journal, unusedScenarios: session.queue.entries.map(\.name))
    return AdminAnswer(status: result.status, json: result.json)
  }
}
