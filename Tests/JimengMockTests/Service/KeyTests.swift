import StrictJSON
import Testing

@testable import JimengMock

/// What a mock answers that asks for a key.
@Suite struct KeyTests {
  @Test("a 401 says how one is to authenticate (RFC 9110 §15.5.2)", arguments: [nil, "Bearer z"])
  func challenge(key: String?) throws {
    let bench = try HandlerBench { $0.keyRequirement = .exactly("k") }
    let reply = try bench.submit(headers: key.map { ["Authorization: \($0)"] } ?? [])
    #expect(reply.status == 401)
    #expect(reply.fields.contains("WWW-Authenticate: Bearer\r\n"))
  }

  @Test("a scenario's 401 is the gateway's, which says nothing of it")
  func scenario() throws {
    let reply = try HandlerBench().submit(headers: ["Prefer: scenario=token-invalid"])
    #expect(reply.status == 401 && !reply.fields.contains("WWW-Authenticate"))
  }

  @Test("the key that is asked for is a key, even if it looks like a scenario's")
  func looksLikeScenario() throws {
    for key in ["mock-abc", "mock-rate-limited"] {
      let bench = try HandlerBench { $0.keyRequirement = .exactly(key) }
      for sent in [key, "Bearer \(key)", "Bearer sk-\(key)"] {
        let reply = try bench.submit(headers: ["Authorization: \(sent)"])
        #expect(reply.status == 200 && !reply.fields.contains("Mock-Scenario"), "\(sent)")
      }
      #expect(try bench.submit(headers: ["Authorization: Bearer mock-slow"]).status == 401)
    }
  }
}
