import HTTPTransport
import StrictJSON

/// `queue`: the scenarios that the session's next requests get.
extension AdminCall {
  func listQueue() -> AdminAnswer {
    let entries = session.queue.entries.map { entry -> JSONValue in
      ["scenario": .string(entry.name), "times": .number(entry.timesLeft)]
    }
    return AdminAnswer(json: [
      "queue": .array(entries), "timesLeft": .number(session.queue.timesLeft),
    ])
  }

  func appendToQueue() throws(AdminError) -> AdminAnswer {
    let body = try AdminBody(of: request, names: ["scenario", "times"])
    let place = JSONPointer(tokens: ["scenario"])
    guard let name = body["scenario"]?.string else {
      throw .badValue(place, expected: "the name of a scenario")
    }
    let times = try body.integer("times", in: 1...ScenarioQueue.timesMax, standard: 1)
    let scenario = try scenario(named: name, at: place)
    do throws(ScenarioQueueError) {
      try session.queue.append(scenario.name, times: times)
    } catch {
      // The times were looked at above.
      throw .queueFull
    }
    return listQueue()
  }

  func clearQueue() -> AdminAnswer {
    let count = session.queue.timesLeft
    session.queue.removeAll()
    return AdminAnswer(json: ["removed": .number(count)])
  }
}
