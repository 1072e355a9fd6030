import Testing

@testable import JimengMock

@Suite struct MockClockTests {
  private let start = MockInstant(unixSeconds: 1_000_000)

  @Test(
    "adds scale × real to the start",
    arguments: [
      (1, .seconds(3), .seconds(3)), (60, .seconds(2), .seconds(120)),
      (0.5, .seconds(3), .milliseconds(1500)), (0, .seconds(3), .zero),
    ] as [(Double, Duration, Duration)])
  func scale(scale: Double, real: Duration, virtual: Duration) {
    let clock = MockClock(start: start, scale: scale)
    #expect(clock.now(real: real) == start + virtual)
  }

  @Test("is exact at scale 1 after a year")
  func exact() {
    let year = Duration.nanoseconds(Int64(31_536_000_000_000_001))
    #expect(MockClock(start: start).now(real: year) - start == year)
  }

  @Test("adds what it was advanced by, unscaled, and never goes back")
  func advance() {
    var clock = MockClock(start: start, scale: 10)
    clock.advance(by: .seconds(30))
    clock.advance(by: .seconds(30))
    clock.advance(by: .seconds(-50))
    #expect(clock.now(real: .seconds(1)) == start + .seconds(70))
    #expect(clock.now(real: .seconds(-5)) == start + .seconds(60))
  }

  @Test(
    "survives any scale",
    arguments: [Double.nan, -1, .infinity, -.infinity, .greatestFiniteMagnitude])
  func oddScale(scale: Double) {
    let clock = MockClock(start: start, scale: scale)
    #expect(clock.now(real: .seconds(Int64.max)) >= start)
    #expect((0...MockClock.scaleMax).contains(clock.scale))
  }

  @Test("stops at the end of time however often it is advanced")
  func overflow() {
    var clock = MockClock(start: start)
    for _ in 0..<10 { clock.advance(by: .seconds(Int64.max)) }
    #expect(clock.now(real: .seconds(1)) == MockInstant(unixNanoseconds: .max))
  }
}
