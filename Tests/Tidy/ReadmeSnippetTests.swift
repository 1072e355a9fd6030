import Foundation
import Testing

/// What the README shows in Swift is code that a test runs: it stands in `Tests/Examples`, between
/// the lines `// README begins` and `// README ends`.
@Suite struct ReadmeSnippetTests {
  /// The lines between each pair of lines that `isStart` and `isEnd` find, each run of blanks one.
  private static func parts(
    of lines: [String], from isStart: (String) -> Bool, to isEnd: (String) -> Bool
  ) -> [String] {
    var parts: [String] = []
    var open: [String]?
    for line in lines.map({ $0.trimmingCharacters(in: .whitespaces) }) {
      if let words = open, isEnd(line) {
        parts.append(words.joined(separator: " "))
        open = nil
      } else if open != nil {
        open?.append(contentsOf: line.split(whereSeparator: \.isWhitespace).map(String.init))
      } else if isStart(line) {
        open = []
      }
    }
    return parts
  }

  private static func shown() throws -> [String] {
    let readme = try String(
      contentsOf: SourceTree.root.appendingPathComponent("README.md"), encoding: .utf8)
    return parts(
      of: readme.components(separatedBy: "\n"), from: { $0 == "```swift" }, to: { $0 == "```" })
  }

  private static var run: [String] {
    SourceTree.swiftFiles(in: "Tests/Examples").flatMap { file in
      parts(of: file.lines, from: { $0 == "// README begins" }, to: { $0 == "// README ends" })
    }
  }

  @Test("each Swift block of the README is run by a test")
  func blocks() throws {
    let shown = try Self.shown()
    #expect(!shown.isEmpty)
    let notRun = Set(shown).subtracting(Self.run)
    #expect(notRun.isEmpty)
  }

  @Test("each part of a test that is marked for the README stands there")
  func markedParts() throws {
    let notShown = Set(Self.run).subtracting(try Self.shown())
    #expect(notShown.isEmpty)
  }
}
