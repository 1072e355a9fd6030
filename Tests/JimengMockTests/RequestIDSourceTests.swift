import HTTPTransport
import Testing

@testable import JimengMock

@Suite struct RequestIDSourceTests {
  @Test("makes yyyyMMddHHmmss, the nanoseconds and 8 alphanumerics")
  func form() {
    var source = RequestIDSource(seed: 1)
    let now = ServerTime(
      monotonicNanoseconds: 0, unixSeconds: 1_748_191_710, unixNanoseconds: 42_000_007)
    let id = source.next(at: now).text
    #expect(id.wholeMatch(of: /2025052516483042000007[0-9A-Za-z]{8}/) != nil)
    #expect(source.next(at: now).text != id)
  }
}
