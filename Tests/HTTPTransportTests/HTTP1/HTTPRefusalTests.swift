import Testing

@testable import HTTPTransport

@Suite("A refusal")
struct HTTPRefusalTests {
  /// Every refusal with the status that HTTP.md and RFC 9110 §15 give it; 400 unless listed.
  static let statuses: [HTTPRefusal: Int] = [
    .unsupportedVersion: 505, .targetTooLong: 414, .headTooLarge: 431, .tooManyFields: 431,
    .unknownTransferCoding: 501, .methodUnknown: 501, .methodNotServed: 405, .bodyTooLarge: 413,
    .unknownExpectation: 417, .headTooSlow: 408, .bodyTooSlow: 408, .tooManyConnections: 503,
    .tooManyBodyBytes: 503,
  ]

  @Test("has its status", arguments: HTTPRefusal.allCases)
  func hasStatus(_ refusal: HTTPRefusal) {
    #expect(refusal.status.code == Self.statuses[refusal] ?? 400)
    #expect(refusal.status.reason.utf8CodeUnitCount > 0)
  }

  @Test("says which section asks for it, and no two say the same")
  func hasMessage() {
    let messages = HTTPRefusal.allCases.map { "\($0.message)" }
    #expect(messages.allSatisfy { $0.contains("RFC ") && $0.contains("§") })
    #expect(Set(messages).count == HTTPRefusal.allCases.count)
  }

  @Test("is reached by some vector, whichever it is")
  func isReached() {
    var reached = Set(HTTPRequestParserTests.refused.compactMap(\.refusal))
    // What no bytes alone bring about; HTTPConnectionTests and HTTPConnectionEndTests do.
    var run = ConnectionRun()
    run.receive("BREW / HTTP/1.1\r\nHost: a\r\n\r\nTRACE / HTTP/1.1\r\nHost: a\r\n\r\n")
    run.refuse(.tooManyConnections)
    run.refuse(.tooManyBodyBytes)
    reached.formUnion(run.handler.refusals)
    for beginning in ["G", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n"] {
      var late = ConnectionRun()
      late.receive(beginning)
      late.expire()
      var cutOff = ConnectionRun()
      cutOff.receive(beginning)
      cutOff.receiveEnd()
      reached.formUnion(late.handler.refusals + cutOff.handler.refusals)
    }
    #expect(reached == Set(HTTPRefusal.allCases))
  }
}
