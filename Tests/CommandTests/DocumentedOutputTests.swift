import Foundation
import Testing

/// What the README and the articles show on a terminal is what happens there.
@Suite struct DocumentedOutputTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The README, and each article that shows something.
  private static let documents: [String] = {
    let sources = root.appendingPathComponent("Sources").path
    let paths = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
    let articles = paths.filter { $0.contains(".docc/") && $0.hasSuffix(".md") }.sorted()
    return (["README.md"] + articles.map { "Sources/\($0)" }).filter {
      (try? text($0))?.contains("```console") == true
    }
  }()

  @Test("each command that a document shows, run again", arguments: documents)
  func outputs(document: String) throws {
    let transcript = Transcript(markdown: try Self.text(document))
    let (outputs, log) = try transcript.run()
    #expect(outputs.count == transcript.steps.count)
    for (step, output) in zip(transcript.steps, outputs) {
      guard let output, !Transcript.matches(output, step.output) else { continue }
      Issue.record("\(document):\(step.line): $ \(step.command)\n\(output)")
    }
    for block in transcript.logs where !outputs.contains(nil) {
      #expect(
        Transcript.matches(log, ["…"] + block.flatMap { [$0, "…"] }),
        "\(document): \(block)\n\(log)")
    }
  }

  @Test("a difference in one line is found, and what varies is none")
  func comparison() {
    let output = "a 127.0.0.1:40001\n{\"data\":\"1234567890123\"}\nlast"
    #expect(
      Transcript.matches(output, ["a 127.0.0.1:4310", "{\"data\":\"3239958158187\"}", "last"]))
    #expect(Transcript.matches(output, ["a …", "…"]))
    #expect(!Transcript.matches(output, ["a 127.0.0.1:4310", "…", "lost"]))
    #expect(!Transcript.matches(output, ["a 127.0.0.1:4310", "last"]))
    #expect(!Transcript.matches(output, ["…", "last", "more"]))
  }
}
