import Foundation
import JimengContract
import JimengMock
import OpenAPIContract
import StrictJSON
import Testing

/// The contract suite: every case of `fixtures/contract`, asked by a real client over a socket.
@Suite struct ContractSuiteTests {
  /// A case and the kind of mock that it holds for.
  struct Entry: Sendable, CustomTestStringConvertible {
    let contractCase: ContractCase
    let configuration: MockConfiguration
    var testDescription: String { "\(contractCase.id): \(contractCase.requirement)" }
  }

  @Test("every case holds", arguments: try Self.entries())
  func holds(entry: Entry) async throws {
    let mock = try await MockServer.start(entry.configuration)
    let verdict = await CaseRunner(baseURL: mock.url).run(entry.contractCase)
    #expect(verdict == .passed)
    await mock.stop()
  }

  @Test("every field that the page names has a case that breaks it and one that keeps it")
  func coversFields() throws {
    let ids = try Self.entries().map(\.contractCase.id)
    for field in ["prompt", "duration", "aspect-ratio", "cfg-scale"] {
      #expect(ids.contains("\(field)-missing"), "\(field)")
    }
    #expect(ids.contains("image-url-number") && ids.contains("image-url-accepted"))
    #expect(Set(ids).count == ids.count)
  }

  @Test("a server that answers otherwise fails the case, one that is not there is no pass")
  func canFail() async throws {
    let entries = try Self.entries()
    let refusing = try #require(entries.first { $0.contractCase.id == "duration-enum" })
    var lenient = MockConfiguration()
    lenient.profile = .gateway
    let mock = try await MockServer.start(lenient)
    let runner = CaseRunner(baseURL: mock.url)
    guard case .failed(let reasons) = await runner.run(refusing.contractCase) else {
      Issue.record("a mock that accepts duration 7 passed")
      return
    }
    #expect(reasons.contains("status is 200, not 400"))
    await mock.stop()
    guard case .couldNotCheck = await runner.run(refusing.contractCase) else {
      Issue.record("a server that is gone was judged")
      return
    }
  }

  // MARK: Files

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("fixtures/contract")

  static func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  static func entries() throws -> [Entry] {
    let schema = try CompiledSchema.compile(
      bare: JSONReader.read(read("case.schema.json")).root, name: "case.schema.json")
    return try ["submit.json", "gateway.json", "require-key.json"].flatMap { name in
      let file = try CaseFile(read(name), name: name, schema: schema)
      var configuration = MockConfiguration()
      configuration.profile = try #require(MockProfile(rawValue: file.profile))
      configuration.keyRequirement = file.requiresKey ? .any : .none
      return file.cases.map { Entry(contractCase: $0, configuration: configuration) }
    }
  }
}
