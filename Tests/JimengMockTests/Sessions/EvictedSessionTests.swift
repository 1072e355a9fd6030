import StrictJSON
import Testing

@testable import JimengMock

/// What becomes of a session that had to go, as its user and others see it.
@Suite struct EvictedSessionTests {
  private let bench: HandlerBench

  init() throws {
    bench = try HandlerBench()
  }

  /// As many others as there is room for, later.
  private func crowdOut() throws {
    bench.monotonicNanoseconds += 1
    for number in 1...SessionTable.countMaxDefault {
      try bench.send("GET", "/session/other-\(number)/jimeng/fetch/1")
    }
  }

  @Test("nobody knows how often it was asked, until it is reset", arguments: [false, true])
  func unknown(isIdle: Bool) throws {
    for _ in 0..<3 { try bench.submit("/session/a") }
    #expect(try bench.verify(exactly: 3, "/session/a").status == 200)
    if isIdle {
      bench.monotonicNanoseconds += 3_601_000_000_000
    } else {
      try crowdOut()
    }
    for count in [0, 3] {
      let reply = try bench.verify(exactly: count, "/session/a")
      #expect(reply.status == 409 && reply["evicted"] == .null, "exactly \(count)")
    }
    try bench.submit("/session/a")
    #expect(try bench.verify(exactly: 0, "/session/a").status == 422)
    let requests = try bench.send("GET", "/session/a/__mock/requests")
    #expect(requests["evicted"] == .null && requests["requests"]?.array?.count == 1)
    try bench.send("POST", "/session/a/__mock/reset")
    #expect(try bench.verify(exactly: 0, "/session/a").status == 200)
  }

  @Test("it may have broken a rule, in any order, and left its queue unused")
  func everyDoubt() throws {
    try bench.submit("/session/a")
    try crowdOut()
    for text in [
      #"{"noViolations":true}"#, #"{"queueUsed":true}"#, #"{"order":[{"method":"POST"}]}"#,
      #"{"method":"POST","atLeast":1}"#, #"{"method":"POST","atMost":9}"#,
    ] {
      #expect(try bench.send("POST", "/session/a/__mock/verify", text).status == 409, "\(text)")
    }
    #expect(
      try bench.send("POST", "/session/a/__mock/verify", #"{"method":"POST","atLeast":0}"#).status
        == 200)
  }

  @Test("it is still unknown when it had to go a second time, unused")
  func twice() throws {
    try bench.submit("/session/a")
    try crowdOut()
    #expect(try bench.verify(exactly: 0, "/session/a").status == 409)
    try crowdOut()
    #expect(try bench.verify(exactly: 0, "/session/a").status == 409)
  }

  @Test("a name that was never used, or was given back, begins at nothing")
  func fresh() throws {
    try bench.submit("/session/a")
    try bench.send("DELETE", "/__mock/sessions/a")
    try crowdOut()
    #expect(try bench.verify(exactly: 0, "/session/a").status == 200)
    #expect(try bench.verify(exactly: 0, "/session/new").status == 200)
  }

  @Test("those go first that have nothing to lose")
  func unusedFirst() throws {
    try bench.submit("/session/a")
    bench.monotonicNanoseconds += 1
    for number in 1...SessionTable.countMaxDefault {
      try bench.send("POST", "/__mock/sessions", #"{"name":"unused-\#(number)"}"#)
    }
    #expect(try bench.verify(exactly: 1, "/session/a").status == 200)
    #expect(try bench.send("GET", "/__mock/health")["sessions"]?["evicted"] == 0)
  }

  @Test("how many had to go is told where sessions are")
  func told() throws {
    try bench.submit("/session/a")
    try crowdOut()
    #expect(try bench.send("GET", "/__mock/sessions")["evicted"] == 1)
    #expect(try bench.send("GET", "/__mock/health")["sessions"]?["evicted"] == 1)
  }

  @Test("whoever is not let in brings no session into being")
  func guarded() throws {
    let reply = try bench.send("GET", "/session/evil/__mock/health", host: "evil.com")
    #expect(reply.status == 403)
    #expect(bench.state.sessions.existing("evil") == nil)
    let locked = try HandlerBench { $0.adminToken = "s3cret" }
    #expect(try locked.send("GET", "/session/evil/__mock/health").status == 401)
    #expect(locked.state.sessions.existing("evil") == nil)
  }
}
