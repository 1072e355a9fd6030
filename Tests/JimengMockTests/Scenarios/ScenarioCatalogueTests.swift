import Foundation
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct ScenarioCatalogueTests {
  static let catalogue = Result { try ScenarioCatalogue.builtIn() }

  private static func file(_ name: String, _ status: Int, _ file: String = "x.json") -> InputFile {
    let text = #"{"name":"\#(name)","response":{"status":\#(status)}}"#
    return InputFile(name: file, bytes: Array(text.utf8))
  }

  /// What the design promises; there may be more.
  static let promised = [
    "token-missing", "token-invalid", "user-banned", "balance-too-low", "no-channel",
    "upstream-saturated", "rate-limited", "moderation-rejected", "upstream-error",
    "upstream-unreachable", "html-page", "ok-with-error-code", "panic", "task-fails",
    "task-moderated-late", "task-stuck-not-started", "task-stuck-in-progress", "task-without-url",
    "task-url-expired", "task-odd-status", "task-timeout", "slow", "slow-dribble", "stall",
    "never-answers", "empty-response", "connection-reset", "truncated-body", "malformed-chunk",
    "random-bytes",
  ]

  @Test("has every promised entry", arguments: promised)
  func entry(name: String) throws {
    #expect(try Self.catalogue.get().scenario(named: name)?.name == name)
  }

  @Test("embeds every file of the folder, and each satisfies the schema")
  func files() throws {
    let files = try ScenarioCatalogue.scenarioFiles(
      in: ScenarioReaderTests.fixtures.appending(path: "scenarios").path)
    let schema = try ScenarioReaderTests.schema()
    var names: [String] = []
    for file in files {
      let root = try JSONReader.read(file.bytes).root
      #expect(schema.validate(root).violations.map(\.message) == [], "\(file.name)")
      names.append(root["name"]?.string ?? "")
      #expect(file.name.hasSuffix("/\(names[names.count - 1]).json"))
    }
    #expect(try Self.catalogue.get().scenarios.map(\.name).sorted() == names.sorted())
    #expect(names.count >= Self.promised.count)
  }

  @Test("every JSON body of it is an answer of the service")
  func envelopes() throws {
    let files = try ScenarioCatalogue.scenarioFiles(
      in: ScenarioReaderTests.fixtures.appending(path: "scenarios").path)
    let reader = ScenarioReader(services: [try Jimeng.service()])
    for file in files { #expect(throws: Never.self) { try reader.read(file) } }
  }

  @Test("says of each entry what it is, where it is from, and what to do")
  func metadata() throws {
    for scenario in try Self.catalogue.get().scenarios {
      #expect(!scenario.metadata.summary.isEmpty, "\(scenario.name)")
      #expect(!scenario.metadata.source.isEmpty, "\(scenario.name)")
      #expect(!scenario.metadata.reaction.isEmpty, "\(scenario.name)")
    }
  }

  @Test("puts the request's id into the errors of the gateway")
  func requestID() throws {
    let answer = try Self.catalogue.get().scenario(named: "token-missing")?.answer
    let expected =
      #"{"error":{"message":"未提供令牌 (request id: 42)","type":"new_api_error"}}"#
    #expect(answer?.status == 401)
    #expect(ScenarioReaderTests.text(answer?.body, requestID: "42") == expected)
  }

  @Test("nests the upstream's error in strings of JSON, readable at every depth")
  func nested() throws {
    let answer = try Self.catalogue.get().scenario(named: "upstream-error")?.answer
    let text = try #require(ScenarioReaderTests.text(answer?.body, requestID: "42"))
    var value = try JSONReader.read(text).root
    for _ in 0..<2 { value = try JSONReader.read(try #require(value["message"]?.string)).root }
    #expect(value["error"]?["code"]?.string == "InvalidParameter")
    #expect(value["error"]?["message"]?.string?.hasSuffix("Request id: 42") == true)
  }

  @Test(
    "selects by status the first in the catalogue's order",
    arguments: [
      (200, "success"), (400, "upstream-error"), (401, "token-missing"), (403, "user-banned"),
      (429, "upstream-saturated"), (500, "moderation-rejected"), (503, "no-channel"),
    ])
  func status(status: Int, name: String) throws {
    #expect(try Self.catalogue.get().first(status: status)?.name == name)
  }

  @Test("knows no status that no scenario has, and names near ones")
  func unknownStatus() throws {
    let catalogue = try Self.catalogue.get()
    #expect(catalogue.first(status: 418) == nil)
    #expect(catalogue.nearestStatuses(to: 418).first == 413)
  }

  @Test("lets a folder add entries and replace them in their place")
  func replacement() throws {
    var catalogue = try Self.catalogue.get()
    let count = catalogue.scenarios.count
    let place = catalogue.scenarios.firstIndex { $0.name == "rate-limited" }
    try catalogue.add([Self.file("mine", 418), Self.file("rate-limited", 503)])
    #expect(catalogue.scenarios.count == count + 1)
    #expect(catalogue.scenario(named: "rate-limited")?.status == 503)
    #expect(catalogue.scenarios.firstIndex { $0.name == "rate-limited" } == place)
    #expect(catalogue.first(status: 418)?.name == "mine")
  }

  @Test("refuses two of one name in one place")
  func twice() throws {
    var catalogue = try Self.catalogue.get()
    let files = [Self.file("mine", 418, "a.json"), Self.file("mine", 419, "b.json")]
    let error = #expect(throws: InputFileError.self) { try catalogue.add(files) }
    #expect(error?.description == "b.json: /name: the name is taken by a.json")
  }

  @Test("takes a thousand entries and no more")
  func bound() throws {
    var catalogue = ScenarioCatalogue()
    try catalogue.add((0..<ScenarioCatalogue.countMax).map { Self.file("s\($0)", 200) })
    let error = #expect(throws: InputFileError.self) {
      try catalogue.add([Self.file("one-more", 200)])
    }
    #expect(error?.description.contains("more than 1000 scenarios") == true)
  }

  @Test(
    "suggests near names",
    arguments: [
      ("rate-limted", "rate-limited"), ("rate_limited", "rate-limited"),
      ("RateLimited", "rate-limited"),
      ("tokenmissing", "token-missing"), ("task-fail", "task-fails"),
      ("truncated", "truncated-body"),
    ])
  func nearest(name: String, expected: String) throws {
    #expect(try Self.catalogue.get().nearestNames(to: name).first == expected)
  }

  @Test("suggests nothing for what is far from all, empty, foreign or endless")
  func far() throws {
    for name in ["xylophone", "", "限流", String(repeating: "a", count: 100_000)] {
      #expect(try Self.catalogue.get().nearestNames(to: name) == [])
      #expect(try Self.catalogue.get().scenario(named: name) == nil)
    }
  }
}
