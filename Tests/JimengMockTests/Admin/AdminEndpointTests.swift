import HTTPTransport
import JimengFixtures
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

/// What the operations answer and do, a group after the other.
@Suite struct AdminEndpointTests {
  private let bench: AdminBench
  private var session: Session { bench.state.sessions.standard }

  init() throws {
    bench = try AdminBench()
  }

  // MARK: What is loaded

  @Test("health says what is loaded")
  func health() throws {
    bench.monotonicNanoseconds += 1_500_000_000
    let reply = try bench.ask("GET", "/__mock/health")
    #expect(reply.status == 200)
    #expect(reply["status"] == "ok")
    #expect(reply["version"] == .string(MockVersion.text))
    #expect(JSONWriter.string(reply["uptimeSeconds"] ?? .null) == "1.5")
    #expect(reply["page"]?["name"] == .string(Fixtures.vendorPageName))
    #expect(reply["page"]?["operations"] == ["POST /jimeng/submit/videos"])
    let contract = try #require(bench.state.services.first?.contracts.first)
    #expect(reply["page"]?["rules"]?.number?.int == contract.rules.count)
    #expect(reply["page"]?["unreadProse"]?.number?.int == contract.unread.count)
    #expect(
      reply["scenarios"]?["count"]?.number?.int == bench.state.catalogue.scenarios.count)
    #expect(reply["sessions"]?["count"] == 1)
    #expect(reply["session"]?["name"] == "default")
    #expect(reply["profile"] == "contract")
    #expect(reply.fields.contains("Cache-Control: no-store\r\n"))
  }

  @Test("contract is the page as OpenAPI, at the address of the client and its session")
  func contract() throws {
    let reply = try bench.ask("GET", "/__mock/contract", host: "localhost:99", session: "a")
    #expect(reply["openapi"] == "3.0.3")
    #expect(reply["servers"] == [["url": "http://localhost:99/session/a"]])
    #expect(reply["x-unread-prose"]?.array?.isEmpty == false)
    let text = JSONWriter.string(reply.json)
    #expect(text.contains("x-source"))
    #expect(text.contains(#"枚举值 5, 10"#))
  }

  @Test("scenarios lists the catalogue; one alone comes with every way to it")
  func scenarios() throws {
    let names = try bench.ask("GET", "/__mock/scenarios").texts("scenarios", "name")
    #expect(names == bench.state.catalogue.scenarios.map(\.name))
    let one = try bench.ask("GET", "/__mock/scenarios/rate-limited")
    #expect(one["status"] == 429)
    #expect(one["provenance"] == "gateway source")
    for way in ScenarioSource.allCases {
      #expect(one["select"]?[way.rawValue]?.string?.contains("rate-limited") == true, "\(way)")
    }
    #expect(
      try bench.ask("GET", "/__mock/scenarios/connection-reset")["fault"]
        == "CONNECTION_RESET_BY_PEER")
    #expect(
      try bench.ask("GET", "/__mock/scenarios/task-timeout")["task"]?["outcome"] == "timeout")
    let unknown = try bench.ask("GET", "/__mock/scenarios/rate-limit")
    #expect(unknown.status == 404)
    #expect(unknown["nearest"]?.array?.contains("rate-limited") == true)
  }

  // MARK: The journal

  @Test("requests lists the session's own, filtered")
  func requests() throws {
    try session.journal.submit()
    try session.journal.submit(status: 400)
    try bench.state.sessions.session(named: "b", at: bench.now).journal.submit()
    let all = try bench.ask("GET", "/__mock/requests")
    #expect(all["requests"]?.array?.count == 2)
    #expect(all["evicted"] == 0)
    let bad = try bench.ask("GET", "/__mock/requests?status=400")
    #expect(bad["requests"]?.array?.compactMap { $0["id"]?.number?.int } == [2])
    let other = try bench.ask("GET", "/__mock/requests", session: "b")
    #expect(other["requests"]?.array?.compactMap { $0["session"]?.string } == ["b"])
    #expect(try bench.ask("GET", "/__mock/requests?state=400").status == 400)
  }

  @Test("one request is told of by its number, and when it has gone that is said")
  func oneRequest() throws {
    let small = try AdminBench { $0.journalLimit = 1 }
    try small.state.sessions.standard.journal.submit()
    try small.state.sessions.standard.journal.submit()
    #expect(try small.ask("GET", "/__mock/requests/2")["path"] == "/jimeng/submit/videos")
    #expect(try small.ask("GET", "/__mock/requests/1").status == 410)
    for id in ["0", "3", "-1", "x", "99999999999999999999"] {
      #expect(try small.ask("GET", "/__mock/requests/\(id)").status == 404)
    }
  }

  @Test("DELETE empties the journal, and nothing when it is given a filter")
  func clearRequests() throws {
    try session.journal.submit()
    #expect(try bench.ask("DELETE", "/__mock/requests?status=400").status == 400)
    #expect(session.journal.count == 1)
    #expect(try bench.ask("DELETE", "/__mock/requests")["removed"] == 1)
    #expect(session.journal.isEmpty)
  }

  @Test("har is the journal as an archive")
  func har() throws {
    try session.journal.submit()
    let log = try bench.ask("GET", "/__mock/har", host: "localhost:7")["log"]
    #expect(log?["creator"]?["version"] == .string(MockVersion.text))
    #expect(
      log?["entries"]?.array?.first?["request"]?["url"]
        == "http://localhost:7/jimeng/submit/videos")
  }

  @Test("verify says met, unmet with what differs, or unknown")
  func verify() throws {
    let small = try AdminBench { $0.journalLimit = 1 }
    let journal = small.state.sessions.standard
    try journal.journal.submit(#"{"prompt":"a cat","duration":5}"#)
    let met = try small.ask(
      "POST", "/__mock/verify", #"{"method":"POST","body":{"duration":5},"exactly":1}"#)
    #expect(met.status == 200 && met["result"] == "met")
    let unmet = try small.ask("POST", "/__mock/verify", #"{"body":{"duration":10}}"#)
    #expect(unmet.status == 422 && unmet["result"] == "unmet")
    #expect(unmet["closest"]?["id"] == 1)
    #expect(unmet["differences"]?.array?.isEmpty == false)
    #expect(!unmet.fields.contains("Mock-Error"))
    try journal.journal.submit()
    let unknown = try small.ask("POST", "/__mock/verify", #"{"body":{"duration":5}}"#)
    #expect(unknown.status == 409 && unknown["result"] == "unknown")
  }

  @Test("verify knows what was queued and not used")
  func verifyQueue() throws {
    let body = #"{"queueUsed":true}"#
    #expect(try bench.ask("POST", "/__mock/verify", body).status == 200)
    _ = try bench.ask("POST", "/__mock/queue", #"{"scenario":"slow"}"#)
    let reply = try bench.ask("POST", "/__mock/verify", body)
    #expect(reply.status == 422)
    #expect(reply["message"]?.string?.contains("slow") == true)
  }

  // MARK: The queue

  @Test("queue takes scenarios in order, tells of them and forgets them")
  func queue() throws {
    _ = try bench.ask("POST", "/__mock/queue", #"{"scenario":"rate-limited","times":2}"#)
    let reply = try bench.ask("POST", "/__mock/queue", #"{"scenario":"slow"}"#)
    #expect(reply.status == 200)
    #expect(
      reply["queue"] == [
        ["scenario": "rate-limited", "times": 2], ["scenario": "slow", "times": 1],
      ])
    #expect(reply["timesLeft"] == 3)
    #expect(session.queue.head == "rate-limited")
    session.queue.useHead()
    #expect(try bench.ask("GET", "/__mock/queue")["timesLeft"] == 2)
    #expect(try bench.ask("DELETE", "/__mock/queue")["removed"] == 2)
    #expect(session.queue.isEmpty)
  }

  @Test("a full queue takes no more and says so")
  func fullQueue() throws {
    for _ in 0..<ScenarioQueue.entryCountMax { try session.queue.append("slow") }
    let reply = try bench.ask("POST", "/__mock/queue", #"{"scenario":"slow"}"#)
    #expect(reply.status == 409)
    #expect(reply.fields.contains("Mock-Error: true\r\n"))
  }
}
