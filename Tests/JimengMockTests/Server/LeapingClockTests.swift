import JimengMock
import Synchronization
import Testing

@Suite struct LeapingClockTests {
  @Test("a sleep moves the time on, is recorded, and told")
  func sleeps() async throws {
    let told = Mutex<[Duration]>([])
    let clock = LeapingClock { duration in told.withLock { $0.append(duration) } }
    let start = clock.now
    try await clock.sleep(for: .seconds(5))
    try await clock.sleep(for: .milliseconds(1))
    #expect(start.duration(to: clock.now) == .milliseconds(5001))
    #expect(clock.sleeps == [.seconds(5), .milliseconds(1)])
    #expect(told.withLock { $0 } == clock.sleeps)
  }

  @Test("a deadline that is past moves nothing back")
  func past() async throws {
    let clock = LeapingClock()
    let early = clock.now.advanced(by: .seconds(1))
    try await clock.sleep(for: .seconds(60))
    try await clock.sleep(until: early, tolerance: nil)
    #expect(clock.now.offset == .seconds(60) && clock.sleeps == [.seconds(60), .zero])
  }

  @Test("in a task that was cancelled nobody sleeps")
  func cancelled() async {
    let clock = LeapingClock()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await clock.sleep(for: .seconds(1))
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(clock.now.offset == .zero && clock.sleeps.isEmpty)
  }
}
