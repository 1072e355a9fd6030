import HTTPTransport
import StrictJSON

/// `clock`: the session's virtual time.
extension AdminCall {
  /// A century: more would only be a slip of the keyboard.
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
    let body = try AdminBody(of: request, names: ["seconds"])
    guard let seconds = body["seconds"]?.number?.double, (0...Self.secondsMax).contains(seconds)
    else {
      throw .badValue(
        JSONPointer(tokens: ["seconds"]),
        expected: "a number from 0 to \(Int(Self.secondsMax)): time does not go back")
    }
    let left = session.timeLeft(at: now)
    guard .seconds(seconds) <= left else {
      throw .badValue(
        JSONPointer(tokens: ["seconds"]),
        expected: "a number from 0 to \(left.components.seconds): the mock's time ends on "
          + "2262-04-11")
    }
    session.advanceClock(by: .seconds(seconds))
    return showClock()
  }
}
