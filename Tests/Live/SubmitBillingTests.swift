import Foundation
import HTTPTransport
import JimengContract
import TestSupport
import Testing

/// What a run at a service takes for a submit that is billed, and what for none. The services are
/// stubs on loopback.
@Suite struct SubmitBillingTests {
  private static let page = StubServer.json(
    200, "<!doctype html><html></html>", type: "text/html; charset=utf-8")

  private func report(
    _ answer: @escaping StubServer.Answer, profile: ContractProfile = .gateway,
    ids: Set<String>, budget: Int = 0
  ) async throws -> ContractReport {
    let service = try StubServer(answer)
    let target = ContractTarget(service: service.url, key: "sk-secret")
    let plan = ContractPlan(
      try ContractSuite.shared(profile), target: target, ids: ids, budget: budget)
    let report = await ContractRun(plan).run()
    await service.stop()
    #expect(service.requests.count == report.results.count { !$0.isUnsent })
    return report
  }

  @Test("a web page with 200 is no success, and no proof of a refusal (EVIDENCE.md, row 20)")
  func page() async throws {
    let ids: Set = ["path-unknown", "prompt-missing", "duration-missing"]
    let report = try await report(Self.page, profile: .contract, ids: ids, budget: 3)
    #expect(report.stopReason == nil && report.billedSubmits == 3, "\(report.text)")
    #expect(report.uncertainSubmits == 3)
    #expect(report.results.allSatisfy { !$0.isUnsent } && report.passedCount == 0)
  }

  @Test("200 with an error in it is no success (EVIDENCE.md, row 24)")
  func error() async throws {
    let answer = StubServer.json(200, #"{"code":"fail_to_fetch_task","message":"m","data":null}"#)
    let ids: Set = ["gateway-prompt-missing", "gateway-accepts-valid"]
    let report = try await report(answer, ids: ids, budget: 1)
    #expect(report.stopReason == nil && report.billedSubmits == 0, "\(report.text)")
    #expect(report.failedCount == 2)
  }

  @Test(
    "what cannot be read on the submit path may be billed, and is told so",
    arguments: [#"{"id":"7"}"#, "", "ok", #"{"code":"queued","data":"4596183399426"}"#])
  func unclear(body: String) async throws {
    let answer = StubServer.json(200, body)
    let ids: Set = ["gateway-prompt-missing", "gateway-prompt-blank"]
    let report = try await report(answer, ids: ids, budget: 2)
    #expect(report.results.map(\.isUnsent) == [false, true])
    #expect(report.billedSubmits == 1 && report.uncertainSubmits == 1)
    #expect(report.stopReason?.contains("may be billed") == true, "\(report.text)")
    #expect(report.text.contains("billed submits: at most 1"))
  }

  @Test("a submit that a proxy cut short may be billed; one that was refused is not")
  func badGateway() async throws {
    let ids: Set = ["gateway-accepts-valid"]
    let cut = try await report(StubServer.json(502, "Bad Gateway"), ids: ids, budget: 1)
    #expect(cut.billedSubmits == 1 && cut.uncertainSubmits == 1)
    let refused = StubServer.json(503, #"{"error":{"message":"无可用渠道","type":"t"}}"#)
    #expect(try await report(refused, ids: ids, budget: 1).billedSubmits == 0)
  }

  @Test("a success off the submit path is billed too, and ends the run")
  func elsewhere() async throws {
    let accepted = StubServer.json(
      200, #"{"code":"success","message":"","data":"4596183399426"}"#)
    let report = try await report(
      accepted, ids: ["gateway-unknown-v1", "gateway-prompt-missing"], budget: 2)
    #expect(report.billedSubmits == 1 && report.uncertainSubmits == 0)
    #expect(report.stopReason?.hasPrefix("gateway-unknown-v1 was answered 200") == true)
  }

  @Test("each task that was made is told, with the case that made it")
  func tasks() async throws {
    let accepted = StubServer.json(
      200, #"{"code":"success","message":"","data":"4596183399426"}"#)
    let report = try await report(accepted, ids: ["gateway-accepts-valid"], budget: 1)
    #expect(report.results.map(\.taskID) == ["4596183399426"])
    #expect(report.text.contains("task 4596183399426: gateway-accepts-valid"))
    #expect(report.json.contains(#""taskID": "4596183399426""#))
  }

  @Test("an id that comes twice fails the second case")
  func sameID() async throws {
    let accepted = StubServer.json(
      200, #"{"code":"success","message":"","data":"4596183399426"}"#)
    let report = try await report(
      accepted, ids: ["gateway-accepts-valid", "gateway-accepts-enum"], budget: 2)
    #expect(report.results.map(\.verdict.name) == ["passed", "failed"])
    #expect(
      report.results.last?.verdict.reasons
        == ["data: task 4596183399426 was given before, to gateway-accepts-valid"])
  }

  @Test(
    "a refusal of another kind is no evidence that a rule is enforced",
    arguments: [
      (400, #"{"code":"nope","message":"x","data":null}"#),
      (404, #"{"error":{"message":"Invalid URL","type":"t","param":"","code":""}}"#),
      (200, "<!doctype html>"),
    ])
  func noEvidence(status: Int, body: String) async throws {
    let suite = try ContractSuite.shared(.gateway)
    let ids = Set(suite.cases.filter { $0.coverage != nil && $0.isToBeRefused }.map(\.id))
    let report = try await report(StubServer.json(status, body), ids: ids, budget: ids.count)
    #expect(report.passedCount == 0 && report.results.count > 5)
    #expect(!report.text.contains(": enforced (") && !report.text.contains("but not enforced"))
    #expect(report.text.contains("answers said nothing of it"))
    #expect(!report.json.contains(#""status": "enforced""#))
  }

  @Test("interrupted, it sends no more and tells what it knows")
  func interrupted() async throws {
    let service = try StubServer { request, response in
      if request.method == .post {
        let isWhole = String(decoding: request.body, as: UTF8.self).contains("duration")
        let id = isWhole ? "4596183399426" : "4596183399427"
        response.setBody(
          #"{"code":"success","message":"","data":"\#(id)"}"#, type: "application/json")
      } else {
        response.delivery = HTTPDelivery(fault: .neverAnswer)
      }
    }
    var target = ContractTarget(service: service.url, key: "sk-secret")
    target.timeout = .seconds(600)
    let suite = try ContractSuite.shared(.gateway)
    let ids: Set = ["gateway-accepts-missing", "gateway-task-to-the-end"]
    let plan = ContractPlan(suite, target: target, ids: ids, budget: 2)
    let run = Task { await ContractRun(plan).run() }
    while service.requests.count < 3 { await Task.yield() }
    run.cancel()
    let report = await run.value
    await service.stop()
    #expect(report.billedSubmits == 2 && report.stopReason == "it was interrupted")
    #expect(
      report.results.last?.verdict
        == .couldNotCheck("it was interrupted; task 4596183399426 goes on"))
    #expect(report.verdict.name != "passed")
  }

  @Test("a run that was interrupted before its end names what it did not send")
  func unsent() async throws {
    let service = try StubServer { _, response in
      response.delivery = HTTPDelivery(fault: .neverAnswer)
    }
    var target = ContractTarget(service: service.url, key: "sk-secret")
    target.timeout = .seconds(600)
    let suite = try ContractSuite.shared(.gateway)
    let ids: Set = ["gateway-accepts-valid", "gateway-accepts-enum", "gateway-task-to-the-end"]
    let plan = ContractPlan(suite, target: target, ids: ids, budget: 3)
    let run = Task { await ContractRun(plan).run() }
    while service.requests.isEmpty { await Task.yield() }
    run.cancel()
    let report = await run.value
    await service.stop()
    #expect(
      service.requests.count == 1 && report.billedSubmits == 1 && report.uncertainSubmits == 1)
    #expect(report.results.map(\.isUnsent) == [false, true, true])
    #expect(report.verdict.name == "could-not-check")
  }
}
