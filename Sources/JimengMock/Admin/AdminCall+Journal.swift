import HTTPTransport
import StrictJSON

/// `requests`, `har` and `verify`: what the session was asked.
extension AdminCall {
  func listRequests() throws(AdminError) -> AdminAnswer {
    do throws(JournalFilterError) {
      return AdminAnswer(json: session.journal.json(try JournalFilter(query: request.query ?? "")))
    } catch {
      throw .badFilter(error)
    }
  }

  func clearRequests() throws(AdminError) -> AdminAnswer {
    guard request.query?.isEmpty ?? true else {
      throw .badParameter("DELETE empties the journal as a whole; it takes no filter")
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

  func verify() throws(AdminError) -> AdminAnswer {
    let document = try AdminBody.document(of: request)
    let verification: Verification
    do throws(VerificationReadError) {
      verification = try VerificationReader.read(document)
    } catch {
      throw .badVerification(error)
    }
    let result = verification.judge(
      session.journal, unusedScenarios: session.queue.entries.map(\.name))
    return AdminAnswer(status: result.status, json: result.json)
  }
}
