import Foundation
import HTTPTransport
import JimengContract
import Synchronization
import TestSupport
import Testing

/// The proof that a run never spends more than it says, nor more than its budget: against a server
/// that takes and bills every request but those that it refuses in the service's own words.
@Suite struct SubmitBudgetProofTests {
  /// How the server ends each of its answers.
  struct Ending: Sendable, CustomTestStringConvertible {
    let name: String
    let answers: [Answer]
    var testDescription: String { name }
  }

  struct Answer: Sendable {
    let status: Int
    let body: String
    var type: StaticString = "application/json"
    var fault: HTTPDelivery.Fault?
    /// Whether it is the service's own refusal. To anything else the server has made a task.
    var isRefusal = false
  }

  /// Makes a task of every request with an unsafe method, on whatever path.
  private final class Server: Sendable {
    let answer = Mutex<Answer?>(nil)
    let madeCount = Mutex(0)

    func respond(_ request: HTTPRequest, _ response: inout HTTPResponse) {
      guard let answer = answer.withLock(\.self) else { return }
      let isSafe = [.get, .head].contains(request.method)
      if !isSafe, !answer.isRefusal { madeCount.withLock { $0 += 1 } }
      let id = "4596183\(100_000 + madeCount.withLock(\.self))"
      response.status = HTTPStatus(answer.status)
      response.appendField("Location", "/elsewhere")
      response.setBody(answer.body.replacing("ID", with: id), type: answer.type)
      if let fault = answer.fault { response.delivery = HTTPDelivery(fault: fault) }
    }
  }

  /// Two of each tier, and both sides of the submit path.
  private static let ids: Set = [
    "key-missing", "key-unknown", "gateway-unknown-path", "gateway-wrong-method",
    "gateway-fetch-unknown", "gateway-prompt-missing", "gateway-not-json",
    "generated/duration/enum/just-missed-7", "generated/duration/type/string",
    "gateway-accepts-valid", "gateway-accepts-enum", "gateway-task-to-the-end",
  ]
  private static let budgets = [0, 1, 2, 5]
  private static let tiers: [Set<ContractCase.Tier>] =
    ContractCase.Tier.allCases.map { [$0] } + [Set(ContractCase.Tier.allCases)]

  // MARK: What the server says

  private static let statuses = [
    200, 201, 202, 204, 301, 302, 304, 307, 400, 401, 403, 404, 408, 413, 415, 422, 429, 499, 500,
    501, 502, 503, 504, 520, 599,
  ]

  private static let unproven: [String] = [
    "", "ok", "{", "null", "[]", "7", "\"invalid_request\"", "{}", "<!doctype html><html></html>",
    #"{"code":"success","message":"","data":"ID"}"#, #"{"code":"success","message":"","data":7}"#,
    #"{"code":"success","message":"","data":null}"#, #"{"code":"queued","data":"ID"}"#,
    #"{"code":"invalid_request","message":"m","data":"ID"}"#,
    #"{"code":"invalid_request","message":"m"}"#, #"{"code":"invalid_request","data":null}"#,
    #"{"code":"","message":"m","data":null}"#, #"{"code":400,"message":"m","data":null}"#,
    #"{"code":"invalid_request","message":"m","data":null,"task_id":"ID"}"#,
    #"{"code":"success","code":"invalid_request","message":"m","data":null}"#,
    #"{"message":"Forbidden"}"#, #"{"detail":"Not Found"}"#, #"{"error":"Bad Gateway"}"#,
    #"{"error":null}"#, #"{"error":{}}"#, #"{"error":{"message":"m"}}"#,
    #"{"error":{"message":"m","type":"new_api_error"},"data":"ID"}"#,
    #"{"error":{"message":"Panic detected, error: E.","type":"new_api_panic"}}"#,
  ]

  /// A proof with a 4xx, and with nothing else.
  private static let refusals: [String] = [
    #"{"code":"invalid_request","message":"prompt is required","data":null}"#,
    #"{"code":"quota_not_enough","message":"user quota is not enough","data":null}"#,
    #"{"error":{"message":"未提供令牌 (request id: 1)","type":"new_api_error"}}"#,
    #"{"error":{"code":"","message":"无效的令牌 (request id: 1)","type":"new_api_error"}}"#,
    #"{"error":{"message":"Invalid URL (POST /v1/x)","type":"invalid_request_error","code":""}}"#,
  ]

  /// A proof with a 4xx, and with the status that the evidence has for it (rows 6, 12 to 14, 24).
  private static let late: [(statuses: Set<Int>, body: String)] = [
    ([503], #"{"error":{"message":"分组 default 下模型 jimeng-videos 无可用渠道","type":"new_api_error"}}"#),
    ([500], #"{"code":"50413","message":"Post Text Risk Not Pass","data":null}"#),
    ([500], #"{"code":"do_request_failed","message":"请求上游地址失败","data":null}"#),
    ([200], #"{"code":"fail_to_fetch_task","message":"m","data":null}"#),
  ]

  private static let endings: [Ending] = statuses.map { status in
    let isClients = (400..<500).contains(status)
    return Ending(
      name: "\(status)",
      answers: unproven.map { Answer(status: status, body: $0) }
        + [Answer(status: status, body: "<html></html>", type: "text/html")]
        + refusals.map { Answer(status: status, body: $0, isRefusal: isClients) }
        + late.compactMap { statuses, body in
          // What the service says with 500 or 503 it may say with the other, or with 200.
          let isOfOther = [200, 500, 503].contains(status) && !statuses.contains(status)
          guard !isOfOther else { return nil }
          return Answer(
            status: status, body: body, isRefusal: isClients || statuses.contains(status))
        })
  }

  private static let faults: [HTTPDelivery.Fault] = [
    .emptyResponse, .resetConnection, .randomData([0x80, 1, 2, 3]), .malformedChunk, .truncatedBody,
  ]
  private static let stalls: [HTTPDelivery.Fault] = [.neverAnswer, .stallInBody]

  // MARK: The proof

  private let suite: ContractSuite

  init() throws {
    suite = try ContractSuite.shared(.gateway)
  }

  private func check(_ answers: [Answer], turn: Int, timeout: Duration = .seconds(20)) async throws
  {
    let server = Server()
    let service = try StubServer { server.respond($0, &$1) }
    var target = ContractTarget(service: service.url, key: "sk-secret")
    target.timeout = timeout
    target.fetchInterval = .zero
    target.fetchCountMax = 2
    for (index, answer) in answers.enumerated() {
      // Every budget with every tier, in turn.
      let number = index + turn
      let budget = Self.budgets[number % Self.budgets.count]
      let tiers = Self.tiers[number % Self.tiers.count]
      server.answer.withLock { $0 = answer }
      server.madeCount.withLock { $0 = 0 }
      let plan = ContractPlan(suite, target: target, tiers: tiers, ids: Self.ids, budget: budget)
      let report = await ContractRun(plan).run()
      let made = server.madeCount.withLock(\.self)
      let billed = report.billedSubmits
      #expect(made <= billed && billed <= budget, "\(answer), \(tiers): \(report.text)")
      if answer.isRefusal { #expect(billed == 0, "\(answer), \(tiers): \(report.text)") }
      if index == 0 { #expect(report.text.contains("billed submits: at most \(billed)")) }
    }
    await service.stop()
  }

  @Test("never more than it says and than the budget: every status and body", arguments: endings)
  func answers(ending: Ending) async throws {
    let status = try #require(Int(ending.name))
    try await check(ending.answers, turn: status)
  }

  @Test(
    "never more than it says and than the budget: every end of the connection", arguments: 0..<20)
  func ends(turn: Int) async throws {
    try await check(Self.answers(Self.faults), turn: turn)
  }

  /// The turns wait for their time-outs side by side.
  @Test("never more than it says and than the budget: every silence", arguments: 0..<10)
  func silences(turn: Int) async throws {
    try await check(Self.answers(Self.stalls), turn: turn, timeout: .milliseconds(50))
  }

  private static func answers(_ faults: [HTTPDelivery.Fault]) -> [Answer] {
    faults.map { Answer(status: 400, body: refusals[0], fault: $0) }
  }

  @Test("no request that could make a task is sent without a budget, and all are named")
  func nothing() async throws {
    let service = try StubServer(StubServer.json(400, Self.refusals[0]))
    let target = ContractTarget(service: service.url, key: "sk-secret")
    let plan = ContractPlan(suite, target: target, tiers: Set(ContractCase.Tier.allCases))
    let report = await ContractRun(plan).run()
    await service.stop()
    #expect(!service.requests.isEmpty && service.requests.allSatisfy { $0.method == "GET" })
    #expect(report.results.count + report.omissions.count == suite.cases.count)
    #expect(plan.summary.contains(": it may be billed, and the budget is 0"))
    #expect(report.text.contains("not sent, since it may be billed, and the budget is 0: "))
    for omission in report.omissions { #expect(report.json.contains(omission.id)) }
  }

  @Test("cases that should be refused are sent first, so that little is spent on them")
  func order() throws {
    let url = try #require(URL(string: "https://example.com"))
    let target = ContractTarget(service: url, key: "k")
    let plan = ContractPlan(suite, target: target, ids: Self.ids, budget: 1)
    let hopes = plan.cases.map(\.expectation.hopesForSuccess)
    #expect(hopes == hopes.filter { !$0 } + hopes.filter(\.self))
  }
}
