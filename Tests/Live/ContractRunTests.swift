import Foundation
import HTTPTransport
import JimengContract
import JimengMock
import Synchronization
import TestSupport
import Testing

/// A run at a service: what is sent, what is not, and when it ends. The services are stubs on
/// loopback.
@Suite struct ContractRunTests {
  private static let refused = StubServer.json(
    400, #"{"code":"invalid_request","message":"prompt is required","data":null}"#,
    type: "application/json; charset=utf-8")
  /// Each with an id of its own.
  private static let accepted: StubServer.Answer = { _, response in
    let id = String((0..<13).map { _ in "0123456789".randomElement() ?? "0" })
    response.setBody(
      #"{"code":"success","message":"","data":"\#(id)"}"#, type: "application/json")
  }

  private func plan(
    _ service: StubServer, tiers: Set<ContractCase.Tier>? = nil, ids: Set<String>? = nil,
    budget: Int = 0
  ) throws -> ContractPlan {
    let suite = try ContractSuite.shared(.gateway)
    let target = ContractTarget(service: service.url, key: "sk-secret")
    return ContractPlan(suite, target: target, tiers: tiers, ids: ids, budget: budget)
  }

  @Test("ends with the first success that should have been a refusal")
  func stops() async throws {
    let service = try StubServer(Self.accepted)
    let plan = try plan(service, tiers: [.invalidBody], budget: 200)
    let report = await ContractRun(plan).run()
    await service.stop()
    #expect(service.requests.count == 1)
    #expect(report.failedCount == 1 && report.uncheckedCount == plan.cases.count - 1)
    #expect(report.stopReason?.contains("was answered 200") == true)
    #expect(report.billedSubmits == 1)
    #expect(report.verdict.name == "failed")
  }

  @Test("sends nothing that could be billed without a budget, by default no valid submit")
  func sendsNothingBilled() async throws {
    let service = try StubServer(Self.refused)
    let plan = try plan(service)
    let report = await ContractRun(plan).run()
    await service.stop()
    #expect(plan.cases.map(\.id) == ["gateway-fetch-unknown", "gateway-wrong-method"])
    #expect(
      try self.plan(service, budget: 1).cases.allSatisfy {
        [.free, .invalidBody].contains($0.tier)
      })
    #expect(service.requests.count == plan.cases.count)
    #expect(report.billedSubmits == 0)
  }

  @Test("spends the budget and no more", arguments: [1, 3])
  func keepsBudget(budget: Int) async throws {
    let service = try StubServer(Self.accepted)
    let ids: Set = [
      "generated/duration/enum/just-missed-7", "generated/duration/enum/just-missed-4",
      "generated/duration/enum/just-missed-11", "generated/aspect_ratio/required/missing",
    ]
    let report = await ContractRun(try plan(service, ids: ids, budget: budget)).run()
    await service.stop()
    #expect(service.requests.count == budget && report.billedSubmits == budget)
    #expect(report.passedCount == budget && report.omissions.count == 4 - budget)
    #expect(
      report.omissions.allSatisfy {
        $0.reason == "it may be billed, and the budget of \(budget) is spent"
      })
    #expect(report.text.contains("documented, but not enforced: 200 to"))
  }

  @Test("a refusal gives back what was reserved")
  func refusalIsFree() async throws {
    let service = try StubServer(Self.refused)
    let report = await ContractRun(try plan(service, tiers: [.invalidBody], budget: 1)).run()
    await service.stop()
    #expect(report.billedSubmits == 0 && report.omissions.allSatisfy { $0.reason.contains("tier") })
    #expect(report.text.contains("enforced (3 cases)"))
    #expect(service.requests.count > 20)
  }

  @Test("sends each request once, also when the connection breaks or a redirect is given")
  func neverTwice() async throws {
    let ids: Set = ["gateway-prompt-missing", "gateway-prompt-blank"]
    let breaking = try StubServer { request, response in
      response.delivery = HTTPDelivery(
        fault: request.body.isEmpty ? .emptyResponse : .resetConnection)
    }
    let broken = await ContractRun(try plan(breaking, ids: ids, budget: 2)).run()
    await breaking.stop()
    #expect(breaking.requests.count == 2)
    #expect(broken.uncheckedCount == 2 && broken.verdict.name == "could-not-check")
    let redirecting = try StubServer { _, response in
      response.status = HTTPStatus(307)
      response.appendField("Location", "/elsewhere")
    }
    let redirected = await ContractRun(try plan(redirecting, ids: ids, budget: 2)).run()
    await redirecting.stop()
    #expect(
      redirecting.requests.map(\.target) == ["/jimeng/submit/videos", "/jimeng/submit/videos"])
    #expect(redirected.uncheckedCount == 2)
  }

  @Test("a service that asks for a login gets none, and its 401 is judged")
  func login() async throws {
    let service = try StubServer { _, response in
      response.status = .unauthorized
      response.appendField("WWW-Authenticate", "Basic realm=\"x\"")
      response.setBody(
        #"{"error":{"message":"未提供令牌 (request id: 1)","type":"new_api_error"}}"#,
        type: "application/json; charset=utf-8")
    }
    let ids: Set = ["key-missing", "gateway-prompt-missing"]
    let report = await ContractRun(try plan(service, ids: ids, budget: 1)).run()
    await service.stop()
    #expect(service.requests.count == 2 && report.results.map(\.status) == [401, 401])
    #expect(report.results.map(\.verdict.name) == ["passed", "could-not-check"], "\(report.text)")
  }

  @Test("the time-out bounds the whole answer, also one that drips")
  func drips() async throws {
    let service = try StubServer { _, response in
      response.setBody(String(repeating: " ", count: 3000), type: "application/json")
      response.delivery = HTTPDelivery(dribble: .init(chunkCount: 3000, total: .seconds(3600)))
    }
    var target = ContractTarget(service: service.url, key: "sk-secret")
    target.timeout = .seconds(2)
    let suite = try ContractSuite.shared(.gateway)
    let plan = ContractPlan(
      suite, target: target, ids: ["gateway-prompt-missing"], budget: 1)
    let start = ContinuousClock.now
    let report = await ContractRun(plan).run()
    // Of an hour that the answer takes: a busy machine may hold the threads for minutes.
    #expect(ContinuousClock.now - start < .seconds(1800))
    await service.stop()
    #expect(report.results[0].verdict == .couldNotCheck("no whole answer within 2.0 seconds"))
  }

  @Test("reads no more of an answer than its bound")
  func longAnswer() async throws {
    let service = try StubServer(
      StubServer.json(400, #"{"code":""# + String(repeating: "x", count: 5 << 20) + #""}"#))
    let report = await ContractRun(
      try plan(service, ids: ["gateway-prompt-missing"], budget: 1)
    ).run()
    await service.stop()
    #expect(
      report.results[0].verdict
        == .couldNotCheck("the answer is longer than the 4194304 bytes that are read"))
  }

  @Test("a key that no header can carry is not left out: the case cannot be checked")
  func unsendableKey() async throws {
    let service = try StubServer(Self.refused)
    let target = ContractTarget(service: service.url, key: "abc\nX: 1")
    let plan = ContractPlan(
      try ContractSuite.shared(.gateway), target: target,
      ids: ["gateway-prompt-missing"], budget: 1)
    let report = await ContractRun(plan).run()
    await service.stop()
    #expect(service.requests.isEmpty && report.verdict.name == "could-not-check")
    #expect(report.billedSubmits == 0)
    #expect(report.text.contains("Authorization holds characters that no header can carry"))
  }

  @Test("the key goes along, but to cases about its absence; no report holds it")
  func key() async throws {
    let service = try StubServer { request, response in
      response.status = .badRequest
      response.setBody(
        #"{"message":"\#(request.fields["authorization"] ?? "")"}"#, type: "application/json")
    }
    let ids: Set = ["gateway-prompt-missing", "key-missing", "key-unknown"]
    let report = await ContractRun(try plan(service, ids: ids, budget: 3)).run()
    await service.stop()
    let keys = service.requests.map(\.authorization)
    #expect(Set(keys) == [nil, "Bearer {{YOUR_API_KEY}}", "Bearer sk-secret"])
    for text in [report.text, report.json, report.junit] { #expect(!text.contains("sk-secret")) }
  }

  @Test(
    "an answer that is no verdict on the request is not checked, and not passed",
    arguments: [
      (401, #"{"error":{"message":"无效的令牌"}}"#, "did not judge the request"),
      (429, "", "did not judge the request"),
      (503, #"{"error":{"message":"无可用渠道"}}"#, "did not judge the request"),
      (400, "<html></html>", "the answer is not JSON"), (400, "", "the answer is not JSON"),
    ])
  func noVerdict(status: Int, body: String, words: String) async throws {
    let service = try StubServer(StubServer.json(status, body))
    let report = await ContractRun(
      try plan(service, ids: ["gateway-prompt-missing"], budget: 1)
    ).run()
    await service.stop()
    #expect(report.verdict.name == "could-not-check")
    #expect(report.results.first?.verdict.reasons.first?.contains(words) == true, "\(report.text)")
  }

  @Test("what cannot be reached, fails in TLS or speaks no HTTP is not checked, with the reason")
  func noAnswer() async throws {
    let service = try StubServer { _, response in
      response.delivery = HTTPDelivery(fault: .randomData([0x80, 1, 2, 3]))
    }
    func reasons(_ url: URL) async throws -> String {
      let plan = ContractPlan(
        try ContractSuite.shared(.gateway),
        target: ContractTarget(service: url, key: "k"), budget: 10)
      let report = await ContractRun(plan).run()
      #expect(report.passedCount == 0 && report.failedCount == 0)
      #expect(report.verdict.name == "could-not-check")
      #expect(report.stopReason == "3 calls in a row had no answer")
      return report.results.prefix(3).flatMap(\.verdict.reasons).joined(separator: "\n")
    }
    let random = try await reasons(service.url)
    #expect(random.contains("the answer is not HTTP"), "\(random)")
    let secure = service.url.absoluteString.replacing("http:", with: "https:")
    let tls = try await reasons(try #require(URL(string: secure)))
    #expect(tls.contains("TLS failed"), "\(tls)")
    await service.stop()
    // Not the port that is free now: the system may give it to another test.
    let gone = try await reasons(try #require(URL(string: "http://127.0.0.1:1")))
    #expect(gone.contains("it cannot be reached"), "\(gone)")
  }

  @Test("a mock on loopback is recognized and held to its own profile, nothing else is")
  func recognition() async throws {
    var configuration = MockConfiguration()
    configuration.keyRequirement = .exactly("sk-mine")
    let mock = try await MockServer.start(configuration)
    let found = await ContractTarget.recognizedMock(at: mock.url, key: "sk-mine")
    let (target, profile) = try #require(found)
    #expect(target.isMock && profile == .contract)
    let plan = ContractPlan(
      try ContractSuite.shared(profile), target: target, tiers: [.free, .invalidBody])
    let report = await ContractRun(plan).run()
    await mock.stop()
    #expect(report.verdict == .passed && report.results.count > 50, "\(report.text)")
    let service = try StubServer(Self.accepted)
    #expect(await ContractTarget.recognizedMock(at: service.url, key: "k") == nil)
    await service.stop()
    let elsewhere = try #require(URL(string: "https://example.com"))
    #expect(await ContractTarget.recognizedMock(at: elsewhere, key: "k") == nil)
  }

  @Test("a task that does not end, or whose answers have another shape, is no pass")
  func following() async throws {
    func verdict(_ fetched: String) async throws -> CaseVerdict? {
      let service = try StubServer { request, response in
        response.setBody(
          request.method == .post
            ? #"{"code":"success","message":"","data":"4596183399426"}"# : fetched,
          type: "application/json")
      }
      let suite = try ContractSuite.shared(.gateway)
      var target = ContractTarget(service: service.url, key: "k")
      target.fetchInterval = .zero
      target.fetchCountMax = 3
      let plan = ContractPlan(
        suite, target: target, ids: ["gateway-task-to-the-end"], budget: 1)
      let report = await ContractRun(plan).run()
      await service.stop()
      #expect(service.requests.filter { $0.method == "POST" }.count == 1)
      return report.results.first?.verdict
    }
    let task = #"""
      {"code":"success","message":"","data":{"task_id":"4596183399426","status":"STATUS",
      "fail_reason":"","submit_time":1,"start_time":0,"finish_time":0,"progress":"30%","data":null}}
      """#
    let never = try await verdict(task.replacing("STATUS", with: "IN_PROGRESS"))
    #expect(never == .couldNotCheck("task 4596183399426 had not ended after 3 fetches"))
    #expect(try await verdict(task.replacing("STATUS", with: "SUCCESS")) == .passed)
    #expect(try await verdict(task.replacing("STATUS", with: "DONE"))?.name == "failed")
    #expect(try await verdict("<html>")?.name == "could-not-check")
  }

  @Test("a fetch that fails in passing is asked again; one that goes on failing is not checked")
  func hiccups() async throws {
    let task = #"""
      {"code":"success","message":"","data":{"task_id":"4596183399426","status":"SUCCESS",
      "fail_reason":"","submit_time":1,"start_time":0,"finish_time":0,"progress":"100%","data":null}}
      """#
    let refusal = #"{"code":"fail_to_fetch_task","message":"m","data":null}"#
    func report(_ answers: [(Int, String)]) async throws -> (ContractReport, asked: Int) {
      let turn = Mutex(-1)
      let service = try StubServer { request, response in
        let index = turn.withLock { turn in
          turn += 1
          return turn
        }
        let accepted = (200, #"{"code":"success","message":"","data":"4596183399426"}"#)
        let (status, body) = index == 0 ? accepted : answers[min(index, answers.count) - 1]
        response.status = HTTPStatus(status)
        response.setBody(body, type: "application/json")
      }
      var target = ContractTarget(service: service.url, key: "k")
      target.fetchInterval = .zero
      let plan = ContractPlan(
        try ContractSuite.shared(.gateway), target: target,
        ids: ["gateway-task-to-the-end"], budget: 1)
      let report = await ContractRun(plan).run()
      await service.stop()
      #expect(service.requests.filter { $0.method == "POST" }.count == 1)
      return (report, service.requests.count - 1)
    }
    let passing = try await report([
      (429, ""), (502, "Bad Gateway"), (200, refusal), (503, refusal), (200, task),
    ])
    #expect(passing.0.verdict == .passed && passing.asked == 5, "\(passing.0.text)")
    let lasting = try await report([(502, "Bad Gateway")])
    #expect(lasting.0.verdict.name == "could-not-check" && lasting.asked == 5)
    #expect(lasting.0.text.contains("task 4596183399426: 5 fetches in a row failed"))
    let unknown = try await report([(400, #"{"code":"task_not_exist","message":"","data":null}"#)])
    #expect(unknown.0.verdict.name == "failed" && unknown.asked == 1)
  }
}
