import HTTPTransport
import Testing

@testable import JimengMock

@Suite struct SessionTests {
  private static let start = ServerTime(
    monotonicNanoseconds: 5_000_000_000, unixSeconds: 1_748_191_710, unixNanoseconds: 0)
  private static let later = ServerTime(
    monotonicNanoseconds: 7_000_000_000, unixSeconds: 1_748_191_712, unixNanoseconds: 0)

  private func session(_ name: String, seed: UInt64? = nil, scale: Double = 1) throws -> Session {
    var configuration = MockConfiguration()
    configuration.seed = seed
    configuration.timeScale = scale
    let settings = SessionSettings(
      jobs: try Jimeng.service().jobs, configuration: configuration)
    return Session(name: name, settings: settings, at: Self.start)
  }

  private func id(_ session: Session) -> String? {
    session.taskIDs[0].next()
  }

  @Test("its time is the start, the scaled real time, and what it was advanced by")
  func time() throws {
    let session = try session("a", scale: 10)
    #expect(session.instant(at: Self.start).unixSeconds == 1_748_191_710)
    #expect(session.instant(at: Self.later).unixSeconds == 1_748_191_730)
    session.advanceClock(by: .seconds(100))
    #expect(session.instant(at: Self.later).unixSeconds == 1_748_191_830)
  }

  @Test("with a seed the same session makes the same ids, another one others")
  func seeds() throws {
    let first = id(try session("a", seed: 7))
    #expect(first != nil)
    #expect(id(try session("a", seed: 7)) == first)
    #expect(id(try session("b", seed: 7)) != first)
    #expect(id(try session("default", seed: 7)) != first)
  }

  @Test("a reset makes it as if it had just begun")
  func resets() throws {
    let session = try session("a", seed: 7)
    let first = id(session)
    try session.queue.append("slow")
    session.advanceClock(by: .seconds(100))
    session.tasks.insert(
      VideoTask(
        id: "1", submitted: session.instant(at: Self.later),
        parameters: TaskParameters(aspectRatio: nil, seconds: 5)),
      at: session.instant(at: Self.later))
    try session.journal.submit()
    session.reset(at: Self.later)
    #expect(session.queue.isEmpty && session.tasks.count == 0 && session.journal.isEmpty)
    #expect(session.instant(at: Self.later).unixSeconds == Self.later.unixSeconds)
    #expect(id(session) == first)
  }
}
