import Testing

@testable import HTTPTransport

@Suite("Server time")
struct ServerTimeTests {
  private static let now = ServerTime(
    monotonicNanoseconds: 5, unixSeconds: 0, unixNanoseconds: 0)

  @Test(
    "adds a time-out, however long",
    arguments: [
      (.zero, 5), (.nanoseconds(1), 6), (.milliseconds(1500), 1_500_000_005), (.seconds(-1), 5),
      (.seconds(Int64.max), .max), (.seconds(18_446_744_073), 18_446_744_073_000_000_005),
    ] as [(Duration, UInt64)])
  func adds(_ timeout: Duration, _ deadline: UInt64) {
    #expect(Self.now.deadline(after: timeout) == deadline)
  }

  @Test("reads a clock that does not go back")
  func readsClock() {
    let first = ServerTime.current()
    let second = ServerTime.current()
    #expect(second.monotonicNanoseconds >= first.monotonicNanoseconds)
    #expect((0..<1_000_000_000).contains(first.unixNanoseconds))
    #expect(first.unixSeconds > 1_700_000_000)
  }
}
