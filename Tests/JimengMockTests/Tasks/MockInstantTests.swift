import Testing

@testable import JimengMock

@Suite struct MockInstantTests {
  @Test(
    "rounds Unix seconds down, also before 1970",
    arguments: [
      (0, 0), (999_999_999, 0), (1_000_000_000, 1), (-1, -1), (-1_000_000_000, -1),
      (-1_000_000_001, -2),
    ] as [(Int64, Int64)])
  func seconds(nanoseconds: Int64, expected: Int64) {
    #expect(MockInstant(unixNanoseconds: nanoseconds).unixSeconds == expected)
  }

  @Test("adds and subtracts to the nanosecond")
  func arithmetic() {
    let start = MockInstant(unixSeconds: 1_748_191_710, nanoseconds: 5)
    let later = start + .nanoseconds(1_500_000_001)
    #expect(later.unixNanoseconds == 1_748_191_711_500_000_006)
    #expect(later - start == .nanoseconds(1_500_000_001))
    #expect(start - later == .nanoseconds(-1_500_000_001))
    #expect(start < later)
  }

  @Test("stops at the edge of time in place of overflowing")
  func edges() {
    let last = MockInstant(unixNanoseconds: .max)
    let first = MockInstant(unixNanoseconds: .min)
    #expect(last + .seconds(1) == last)
    #expect(first + .seconds(-1) == first)
    #expect(MockInstant(unixSeconds: .max) == last)
    #expect(last + .seconds(Int64.max) == last)
    #expect(last - first > .seconds(Int64(18_446_744_000)))
  }
}
