import Foundation
import JimengContract
import JimengMock
import Testing

/// The contract suite: every case of `fixtures/contract`, asked by a real client over a socket.
@Suite struct ContractSuiteTests {
  @Test("against the mocks that it is for, the whole suite passes and covers every rule")
  func holds() async throws {
    let suite = try ContractSuite.builtIn()
    #expect(suite.uncoveredRules.isEmpty)
    var mocks: [CaseSetting: MockServer] = [:]
    for setting in suite.settings {
      var configuration = MockConfiguration()
      configuration.profile = try #require(MockProfile(rawValue: setting.profile.rawValue))
      configuration.keyRequirement = setting.requiresKey ? .any : .none
      configuration.progress = .poll
      mocks[setting] = try await MockServer.start(configuration)
    }
    let target = ContractTarget(mocks: mocks.mapValues(\.url))
    let report = await ContractRun(ContractPlan(suite, target: target)).run()
    for mock in mocks.values { await mock.stop() }
    #expect(report.verdict == .passed, "\(report.text)")
    #expect(report.results.count == suite.cases.count && report.omissions.isEmpty)
  }

  @Test("a mock that plays the gateway is held to the evidence")
  func gateway() async throws {
    let suite = try ContractSuite.builtIn(profile: .gateway)
    var configuration = MockConfiguration()
    configuration.profile = .gateway
    configuration.progress = .poll
    let mock = try await MockServer.start(configuration)
    let target = ContractTarget(mock: mock.url, profile: .gateway)
    let report = await ContractRun(ContractPlan(suite, target: target)).run()
    await mock.stop()
    #expect(report.verdict == .passed, "\(report.text)")
    #expect(report.omissions.allSatisfy { $0.id.hasPrefix("key-") } && report.omissions.count == 5)
    let words = "documented, but not enforced: 200 to 3 of 3 cases"
    #expect(report.text.contains(words), "\(report.text)")
  }

  @Test("every field that the page names has a case that breaks it and one that keeps it")
  func coversFields() throws {
    let ids = try ContractSuite.builtIn().cases.map(\.id)
    for field in ["prompt", "duration", "aspect-ratio", "cfg-scale"] {
      #expect(ids.contains("\(field)-missing"), "\(field)")
    }
    #expect(ids.contains("image-url-number") && ids.contains("image-url-accepted"))
    #expect(Set(ids).count == ids.count)
  }

  // MARK: Files

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("fixtures/contract")
}
