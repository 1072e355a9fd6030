import StrictJSON
import Testing

@testable import JimengMock

/// Which session a request gets into, and which requests get into none.
@Suite struct SessionChoiceTests {
  @Test("refuses names that clients take for steps in a path", arguments: [".", "..", "%2E%2e"])
  func steps(name: String) throws {
    let bench = try HandlerBench()
    #expect(try bench.submit("/session/\(name)").status == 400)
    #expect(try bench.send("POST", "/__mock/sessions", #"{"name":"\#(name)"}"#).status == 400)
  }

  @Test(
    "what names no session is in no journal",
    arguments: [
      ("/session/a%20b", []), ("", ["Mock-Session: x y"]), ("/session/a", ["Mock-Session: b"]),
      ("", ["Mock-Session: a", "Mock-Session: b"]),
    ] as [(String, [String])])
  func refused(prefix: String, headers: [String]) throws {
    let bench = try HandlerBench()
    let reply = try bench.submit(prefix, headers: headers)
    #expect(reply.status == 400 && reply.fields.contains("Mock-Error: true\r\n"))
    #expect(bench.state.sessions.all.allSatisfy { $0.journal.isEmpty })
    #expect(bench.state.sessions.count == 1)
  }

  @Test("takes the same name said twice")
  func twice() throws {
    let bench = try HandlerBench()
    let headers = ["Mock-Session: a", "mock-session: a"]
    #expect(try bench.submit("/session/a", headers: headers).status == 200)
    #expect(bench.state.sessions.existing("a")?.journal.count == 1)
  }

  @Test("an encoded letter is the letter (RFC 3986 §6.2.2.2)")
  func encoded() throws {
    let bench = try HandlerBench()
    let reply = try bench.submit("/session/%73%31", headers: ["Mock-Session: s1"])
    #expect(reply.status == 200 && reply.fields.contains("Mock-Session: s1\r\n"))
    let limited = try bench.submit("/scenario/rate%2Dlimited")
    #expect(limited.fields.contains("Mock-Scenario: rate-limited; via=path\r\n"))
    #expect(try bench.send("GET", "/__mock/scenarios/rate%2Dlimited")["name"] == "rate-limited")
    for prefix in ["/session/a%2Fb", "/session/%FF"] {
      #expect(try bench.submit(prefix).status == 400, "\(prefix)")
    }
  }

  @Test(
    "base path, flattened variable, session and scenario stand in any order",
    arguments: [
      "/api", "/BASE_URL", "/api/BASE_URL", "/BASE_URL/api", "/session/s/api", "/api/session/s",
      "/api/scenario/slow", "/BASE_URL/scenario/slow", "/scenario/slow/BASE_URL",
      "/api/session/s/scenario/slow", "/session/s/api/scenario/slow/BASE_URL",
      "/BASE_URL/scenario/slow/api/session/s",
    ])
  func prefixes(prefix: String) throws {
    let bench = try HandlerBench { $0.basePath = "/api" }
    let reply = try bench.submit(prefix)
    #expect(reply.status == 200)
    #expect(reply.fields.contains("Mock-Session: s\r\n") == prefix.contains("session"))
    #expect(reply.fields.contains("Mock-Scenario: slow; via=path\r\n") == prefix.contains("slow"))
    #expect(try bench.send("GET", "\(prefix)/jimeng/fetch/1")["code"] == "task_not_exist")
    #expect(try bench.send("GET", "\(prefix)/__mock/health").status == 200)
  }

  @Test(
    "each stands once",
    arguments: ["/api/api", "/api/session/s/api", "/apis", "/BASE_URLS"])
  func once(prefix: String) throws {
    let bench = try HandlerBench { $0.basePath = "/api" }
    #expect(try bench.submit(prefix).status == 404)
  }
}
