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
    let wanted = try body { node throws(JSONNodeError) in
      try node.checkKeys(["name"])
      return try node["name"].map(Self.sessionName)
    }
    let name = wanted ?? state.sessions.makeName()
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
    try body { node throws(JSONNodeError) in try node.checkKeys([]) }
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

  private static func sessionName(_ node: JSONNode) throws(JSONNodeError) -> String {
    let name = try node.string(SessionName.rule)
    guard SessionName.isLegal(name) else { throw node.mustBe(SessionName.rule) }
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
    let (name, times) = try body { node throws(JSONNodeError) in
      try node.checkKeys(["scenario", "times"])
      return (
        try Self.member("scenario", of: node).string("the name of a scenario"),
        try node["times"]?.integer(in: 1...ScenarioQueue.timesMax) ?? 1
      )
    }
    let scenario = try scenario(named: name, at: .root.appending("scenario"))
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

  /// The member of that key, null when it is missing, so that an error points at it.
  private static func member(_ key: String, of node: JSONNode) -> JSONNode {
    node[key] ?? JSONNode(.null, at: node.pointer.appending(key))
  }

  // MARK: The clock

  /// A century: more is a slip of the keyboard.
  private static let secondsMax = 3_155_760_000.0

  func showClock() -> AdminAnswer {
    let instant = session.instant(at: now)
    return AdminAnswer(json: [
      "now": .string(CivilTime.timestamp(unixNanoseconds: instant.unixNanoseconds)),
      "unixSeconds": .number(Int(instant.unixSeconds)),
      "scale": .number(session.clock.scale),
      "advancedSeconds": .seconds(session.clock.advanced),
    ])
  }

  func advanceClock() throws(AdminError) -> AdminAnswer {
    let left = session.timeLeft(at: now)
    let seconds = try body { node throws(JSONNodeError) in
      try node.checkKeys(["seconds"])
      let node = Self.member("seconds", of: node)
      guard let seconds = node.value.number?.double, (0...Self.secondsMax).contains(seconds) else {
        throw node.mustBe("a number from 0 to \(Int(Self.secondsMax)): time does not go back")
      }
      guard .seconds(seconds) <= left else {
        throw node.mustBe(
          "a number from 0 to \(left.components.seconds): the mock's time ends on 2262-04-11")
      }
      return seconds
    }
    session.advanceClock(by: .seconds(seconds))
    return showClock()
  }
}
