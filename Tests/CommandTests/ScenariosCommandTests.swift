import Foundation
import StrictJSON
import Testing

/// `jimeng-mock scenarios`, seen from outside.
@Suite struct ScenariosCommandTests {
  private struct Ending {
    let status: Int32
    let output: String
    let errors: String

    var lines: [Substring] { output.split(separator: "\n", omittingEmptySubsequences: false) }

    func json() throws -> JSONValue { try JSONReader.read(Array(output.utf8)).root }
  }

  private func scenarios(_ words: String...) throws -> Ending {
    let running = try RunningCommand(["scenarios"] + words)
    let output = running.readOutput()
    let end = running.end()
    return Ending(status: end.status, output: output, errors: end.errors)
  }

  /// A folder with one file in it, as `--fixtures` takes it.
  private func withFolder(_ text: String, _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(text.utf8).write(to: folder.appendingPathComponent("mine.json"))
    try body(folder.path)
  }

  private static let mine = #"""
    {"name": "mine", "metadata": {"summary": "Ours alone.", "provenance": "ours", "source": "here",
    "reaction": "Cope."}, "response": {"status": 418, "fixedDelayMilliseconds": 5}}
    """#

  @Test("a table: name, what is answered, how sure that is, what happens; then the ways to ask")
  func table() throws {
    let ending = try scenarios()
    #expect(ending.status == 0 && ending.errors.isEmpty)
    let row = try #require(ending.lines.first { $0.hasPrefix("rate-limited ") })
    #expect(
      row.split(separator: " ").joined(separator: " ")
        == "rate-limited 429 gateway source The gateway's own rate limit: no body, no Retry-After.")
    let task = try #require(ending.lines.first { $0.hasPrefix("task-fails ") })
    #expect(task.contains("task failure"))
    let fault = try #require(ending.lines.first { $0.hasPrefix("connection-reset ") })
    #expect(fault.contains("CONNECTION_RESET_BY_PEER"))
    #expect(ending.output.contains("Prefer: scenario=NAME"))
    #expect(ending.output.contains("--scenario NAME"))
  }

  @Test("the table has every scenario of the catalogue, once")
  func complete() throws {
    let listed = try scenarios("--json").json()
    let names = try #require(listed["scenarios"]?.array).compactMap { $0["name"]?.string }
    let rows = try scenarios().lines.compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(names.count > 30)
    for name in names { #expect(rows.count { $0 == name } == 1, "\(name)") }
  }

  @Test("one whole: source and reaction, and each way to ask for it")
  func whole() throws {
    let ending = try scenarios("rate-limited")
    #expect(ending.status == 0)
    for words in [
      "rate-limited", "The gateway's own rate limit", "429", "gateway source",
      "new-api at ef8ae4db", "Do not parse the body", "Prefer: scenario=rate-limited",
      "Authorization: Bearer mock-rate-limited", "[[mock:rate-limited]]",
      "/scenario/rate-limited", "--scenario rate-limited", "--chaos rate-limited=0.1",
    ] {
      #expect(ending.output.contains(words), "\(words)")
    }
    let json = try scenarios("rate-limited", "--json").json()
    #expect(json["name"] == "rate-limited" && json["status"] == 429)
    #expect(json["select"]?["prefer"] == "Prefer: scenario=rate-limited")
  }

  @Test("--fixtures adds to it")
  func fixtures() throws {
    try withFolder(Self.mine) { folder in
      let ending = try scenarios("--fixtures", folder, "mine")
      #expect(ending.status == 0 && ending.output.contains("418"))
      #expect(ending.output.contains("5 ms") && ending.output.contains("Cope."))
      #expect(try scenarios("--fixtures", folder).output.contains("\nmine "))
    }
  }

  @Test("a bad file is 3, with file and pointer")
  func badFile() throws {
    let text = Self.mine.replacingOccurrences(of: "418", with: "99")
    try withFolder(text) { folder in
      let ending = try scenarios("--fixtures", folder)
      #expect(ending.status == 3 && ending.output.isEmpty)
      #expect(
        ending.errors.hasPrefix("jimeng-mock: \(folder)/mine.json: /response/status: "),
        "\(ending)")
    }
    #expect(try scenarios("--fixtures", "/no/such").status == 3)
  }

  @Test("a name that no scenario has is 2, and so is a second name")
  func unknown() throws {
    let ending = try scenarios("rate-limted")
    #expect(ending.status == 2 && ending.errors.contains("did you mean rate-limited?"))
    #expect(try scenarios("slow", "stall").status == 2)
  }
}
