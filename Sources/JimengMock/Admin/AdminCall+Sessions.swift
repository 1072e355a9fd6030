import HTTPTransport
import StrictJSON

/// `sessions` and `reset`: the isolated worlds inside the server.
extension AdminCall {
  func listSessions() -> AdminAnswer {
    AdminAnswer(json: [
      "sessions": .array(state.sessions.all.map(summary)),
      "max": .number(state.sessions.countMax),
      "evicted": .number(state.sessions.evictedCount),
    ])
  }

  /// A session that is there already is told as it is, so that whoever comes second is not refused.
  func createSession() throws(AdminError) -> AdminAnswer {
    let body = try AdminBody(of: request, names: ["name"])
    let name = try newName(body["name"])
    let isNew = state.sessions.existing(name) == nil
    let session = state.sessions.session(named: name, at: now)
    return AdminAnswer(
      status: isNew ? HTTPStatus(201) : .ok, json: summary(of: session),
      location: isNew ? "\(Self.path(of: session))\(AdminOperation.showHealth.path)" : nil)
  }

  func removeSession() throws(AdminError) -> AdminAnswer {
    guard state.sessions.remove(item, at: now) else { throw .noSuchSession(item) }
    return AdminAnswer(json: ["removed": .string(item)])
  }

  func reset() throws(AdminError) -> AdminAnswer {
    _ = try AdminBody(of: request, names: [])
    session.reset(at: now)
    return AdminAnswer(json: summary(of: session))
  }

  func summary(of session: Session) -> JSONValue {
    [
      "name": .string(session.name), "url": .string(url(of: session)),
      "tasks": .number(session.tasks.count), "requests": .number(session.journal.count),
      "evicted": session.journal.evictedCountIfKnown.map { .number($0) } ?? .null,
      "queued": .number(session.queue.timesLeft),
      // The default one stays however long nobody uses it.
      "idleSeconds": session.isDefault ? .null : .seconds(passed(since: session.lastUsed)),
    ]
  }

  private func newName(_ value: JSONValue?) throws(AdminError) -> String {
    guard let value else { return state.sessions.makeName() }
    guard let name = value.string, SessionName.isLegal(name) else {
      throw .badValue(JSONPointer(tokens: ["name"]), expected: SessionName.rule)
    }
    return name
  }
}
