import Foundation
import JimengContract
import JimengMock
import Testing

/// The same cases against answers that were recorded: by the mock, and by a run of the suite.
@Suite struct RecordingRunTests {
  private func judge(_ har: String, _ profile: ContractProfile) async throws -> ContractReport {
    let recording = try Recording(har: Array(har.utf8), name: "run.har")
    let suite = try ContractSuite.shared(profile)
    let plan = ContractPlan(suite, target: ContractTarget(recording: recording))
    return await ContractRun(plan).run()
  }

  @Test("a mock's own archive of a whole run is judged as the run was")
  func ofMock() async throws {
    let mock = try await MockServer.start()
    let suite = try ContractSuite.shared(.contract)
    let target = ContractTarget(mock: mock.url)
    let run = await ContractRun(ContractPlan(suite, target: target)).run()
    let export = mock.url.appendingPathComponent("__mock/har")
    let har = try String(contentsOf: export, encoding: .utf8)
    await mock.stop()
    #expect(run.verdict == .passed)
    let report = try await judge(har, .contract)
    #expect(report.verdict == .passed, "\(report.text)")
    // The mock masks every key, so which one it was given is not known.
    #expect(report.omissions.map(\.id) == ["generated/Authorization/type/given"])
    #expect(report.results.count == run.results.count - 1)
    #expect(report.text.contains(": enforced (") && !report.text.contains("billed"))
    let changed = har.replacing("invalid_request", with: "nope")
    let broken = try await judge(changed, .contract)
    #expect(broken.failedCount > 50, "\(broken.text)")
  }

  @Test("a run at a service can be recorded, tasks to their end, and judged again; no key in it")
  func ofRun() async throws {
    var configuration = MockConfiguration()
    configuration.profile = .gateway
    configuration.keyRequirement = .exactly("sk-secret")
    configuration.progress = .poll
    let mock = try await MockServer.start(configuration)
    var target = ContractTarget(service: mock.url, key: "sk-secret")
    target.fetchInterval = .zero
    let suite = try ContractSuite.shared(.gateway)
    let plan = ContractPlan(
      suite, target: target, tiers: Set(ContractCase.Tier.allCases), budget: 100)
    let run = await ContractRun(plan, isRecorded: true).run()
    await mock.stop()
    #expect(run.verdict == .passed, "\(run.text)")
    #expect(!run.har.contains("sk-secret") && run.har.contains("Bearer <key>"))
    let report = try await judge(run.har, .gateway)
    #expect(report.verdict == .passed, "\(report.text)")
    let ids = report.results.map(\.contractCase.id)
    #expect(ids.sorted() == run.results.map(\.contractCase.id).sorted())
    #expect(report.results.contains { $0.contractCase.tier == .pollToTheEnd })
    #expect(report.billedSubmits == 0)
  }

  @Test("a case that was not recorded is left out, and a recording of none is no pass")
  func lacks() async throws {
    let report = try await judge(#"{"log":{"entries":[]}}"#, .gateway)
    #expect(report.verdict == .couldNotCheck("no case was sent") && report.results.isEmpty)
    #expect(Set(report.omissions.map(\.reason)) == ["it is not in the recording"])
  }
}
