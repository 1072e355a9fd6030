import HTTPTransport
import StrictJSON

/// `sessions`, `reset`, `queue` and `clock`: the isolated worlds inside the server.
extension AdminRequest {
  func listSessions() -> AdminAnswer {
    AdminAnswer(json: [
      "sessions": .array(state.sessions.all.map(summary)),
      "max": .number(state.sessions.countMax),
      "evicted": .number(state.sessions.evictedCount),
    ])
  }

  /// A session that exists already is shown as it is, so that the second client is not refused.
  func createSession() throws(AdminError) -> AdminAnswer {
    let body = try AdminBody(of: http, names: ["name"])
    let name = try newName(body["name"])
    let isNew = state.sessions.existing(name) == nil
    let session = state.sessions.session(named: name, at: now)
    return AdminAnswer(
      status: isNew ? HTTPStatus(201) : .ok, json: summary(of: session),
      location: isNew ? "\(Self.path(of: session))\(AdminAPI.root)/health" : nil)
  }

  func removeSession() throws(AdminError) -> AdminAnswer {
    guard state.sessions.remove(item, at: now) else { throw .noSuchSession(item) }
    return AdminAnswer(json: ["removed": .string(item)])
  }

  func reset() throws(AdminError) -> AdminAnswer {
    _ = try AdminBody(of: http, names: [])
    session.reset(at: now)
    return AdminAnswer(json: summary(of: session))
  }

  func summary(of session: Session) -> JSONValue {
    [
      "name": .string(session.name), "url": .string(url(of: session)),
      "tasks": .number(session.tasks.count), "requests": .number(session.journal.count),
      "evicted": session.journal.evictedCountIfKnown.map { .number($0) } ?? .null,
      "queued": .number(session.queue.timesLeft),
      // The default session never expires.
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

  // MARK: The queue

  func listQueue() -> AdminAnswer {
    let entries = session.queue.entries.map { entry -> JSONValue in
      ["scenario": .string(entry.name), "times": .number(entry.timesLeft)]
    }
    return AdminAnswer(json: [
      "queue": .array(entries), "timesLeft": .number(session.queue.timesLeft),
    ])
  }

  func appendToQueue() throws(AdminError) -> AdminAnswer {
    let body = try AdminBody(of: http, names: ["scenario", "times"])
    let pointer = JSONPointer(tokens: ["scenario"])
    guard let name = body["scenario"]?.string else {
      throw .badValue(pointer, expected: "the name of a scenario")
    }
    let times = try body.integer("times", in: 1...ScenarioQueue.timesMax, default: 1)
    let scenario = try scenario(named: name, at: pointer)
    do throws(ScenarioQueueError) {
      try session.queue.append(scenario.name, times: times)
    } catch {
      // `times` was checked above.
      throw .queueFull
    }
    return listQueue()
  }

  func clearQueue() -> AdminAnswer {
    let count = session.queue.timesLeft
    session.queue.removeAll()
    return AdminAnswer(json: ["removed": .number(count)])
  }

  // MARK: The clock

  /// A century: more is a slip of the keyboard.
  private static let secondsMax = 3_155_760_000.0

  func showClock() -> AdminAnswer {
    let instant = session.instant(at: now)
    return AdminAnswer(json: [
      "now": .string(Timestamp.text(unixNanoseconds: instant.unixNanoseconds)),
      "unixSeconds": .number(Int(instant.unixSeconds)),
      "scale": .number(session.clock.scale),
      "advancedSeconds": .seconds(session.clock.advanced),
    ])
  }

  func advanceClock() throws(AdminError) -> AdminAnswer {
    let body = try AdminBody(of: http, names: ["seconds"])
    let pointer = JSONPointer(tokens: ["seconds"])
    guard let seconds = body["seconds"]?.number?.double, (0...Self.secondsMax).contains(seconds)
    else {
      throw .badValue(
        pointer,
        expected: "a number from 0 to \(Int(Self.secondsMax)): time does not go back")
    }
    let left = session.timeLeft(at: now)
    guard .seconds(seconds) <= left else {
      throw .badValue(
        pointer,
        expected: "a number from 0 to \(left.components.seconds): the mock's time ends on "
          + "2262-04-11")
    }
    session.advanceClock(by: .seconds(seconds))
    return showClock()
  }
}
