import Testing

@testable import JimengClient

@Suite struct RetryPolicyTests {
  private static func delay(
    _ failureCount: Int, _ policy: RetryPolicy = RetryPolicy(), retryAfter: Duration? = nil,
    share: Double = 1
  ) -> Duration? {
    policy.delay(afterFailure: failureCount, retryAfter: retryAfter, share: share)
  }

  @Test("the longest wait doubles up to the bound, then there is none")
  func doubles() {
    #expect((1...6).map { Self.delay($0) } == [1, 2, 4, 8, 16, 30].map { .seconds($0) })
    #expect(Self.delay(7) == nil)
  }

  @Test("the whole wait is left to chance")
  func jitter() {
    #expect(Self.delay(5, share: 0) == .zero && Self.delay(5, share: 0.25) == .seconds(4))
  }

  @Test("Retry-After is the least, whatever chance says, and bounded")
  func retryAfter() {
    #expect(Self.delay(1, retryAfter: .seconds(7), share: 0) == .seconds(7))
    #expect(Self.delay(5, retryAfter: .seconds(7)) == .seconds(16))
    #expect(Self.delay(1, retryAfter: .seconds(300)) == .seconds(300))
    #expect(Self.delay(1, retryAfter: .seconds(301)) == nil)
    #expect(Self.delay(7, retryAfter: .seconds(1)) == nil)
  }

  @Test("no count of retries overflows")
  func many() {
    let policy = RetryPolicy(retriesMax: .max, delayMax: .seconds(30))
    #expect(Self.delay(1_000_000, policy) == .seconds(30))
    #expect(Self.delay(1, RetryPolicy(retriesMax: 0)) == nil)
  }
}
