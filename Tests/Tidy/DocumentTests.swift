import Foundation
import Testing

/// The README, the articles and the other documents: short, with links that lead somewhere, and
/// with Swift that a test runs.
@Suite struct DocumentTests {
  private static let articles = SourceTree.paths(in: "Sources").filter {
    $0.contains(".docc/") && $0.hasSuffix(".md")
  }

  private static let documents =
    ["README.md", "fixtures/media/README.md", "fixtures/services/EVIDENCE.md"] + articles

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: SourceTree.root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test("the README has at most 200 lines, and an article at most 150")
  func lengths() throws {
    for path in ["README.md"] + Self.articles {
      let count = try Self.text(path).components(separatedBy: "\n").count - 1
      #expect(count <= (path == "README.md" ? 200 : 150), "\(path): \(count) lines")
    }
  }

  // MARK: Swift

  /// The text between each pair of lines that `isStart` and `isEnd` find, each run of blanks one.
  private static func parts(
    of text: String, from isStart: (String) -> Bool, to isEnd: (String) -> Bool
  ) -> [String] {
    var parts: [String] = []
    var open: [String]?
    for line in text.components(separatedBy: "\n").map({ $0.trimmingCharacters(in: .whitespaces) })
    {
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
    try documents.flatMap { path in
      parts(of: try text(path), from: { $0 == "```swift" }, to: { $0 == "```" })
    }
  }

  /// What tests mark with `// Snippet begins` and `// Snippet ends`.
  private static func run() throws -> [String] {
    try SourceTree.paths(in: "Tests/Examples").flatMap { path in
      parts(
        of: try text(path), from: { $0 == "// Snippet begins" }, to: { $0 == "// Snippet ends" })
    }
  }

  @Test("each Swift block of a document is run by a test in Tests/Examples")
  func blocks() throws {
    let shown = try Self.shown()
    #expect(!shown.isEmpty)
    let notRun = Set(shown).subtracting(try Self.run())
    #expect(notRun.isEmpty)
  }

  @Test("each snippet that a test marks stands in a document")
  func snippets() throws {
    let notShown = Set(try Self.run()).subtracting(try Self.shown())
    #expect(notShown.isEmpty)
  }

  // MARK: Links

  @Test("each link leads to a file that exists, and to a place that exists in it")
  func links() throws {
    let link = try NSRegularExpression(pattern: #"\]\(([^)#\s]*)(?:#([^)\s]+))?\)"#)
    for path in Self.documents {
      let text = try Self.text(path)
      for match in link.matches(in: text, range: NSRange(text.startIndex..., in: text)) {
        let part = { (index: Int) in Range(match.range(at: index), in: text).map { text[$0] } }
        let target = part(1) ?? ""
        guard !target.contains(":") else { continue }
        let folder = SourceTree.root.appendingPathComponent(path).deletingLastPathComponent()
        let file =
          target.isEmpty
          ? SourceTree.root.appendingPathComponent(path)
          : folder.appendingPathComponent(target.removingPercentEncoding ?? String(target))
        guard FileManager.default.fileExists(atPath: file.path) else {
          Issue.record("\(path): \(target) is not there")
          continue
        }
        guard let anchor = part(2) else { continue }
        let anchors = Self.anchors(in: try String(contentsOf: file, encoding: .utf8))
        #expect(anchors.contains(String(anchor)), "\(path): \(target)#\(anchor)")
      }
    }
  }

  /// The places of a document that a link can name: marked ones, and headings as hosts name them.
  private static func anchors(in text: String) -> Set<String> {
    let marks = text.components(separatedBy: "<a id=\"").dropFirst().map {
      $0.prefix { $0 != "\"" }
    }
    let headings = text.components(separatedBy: "\n").filter { $0.hasPrefix("#") }.map { line in
      line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
        .replacingOccurrences(of: " ", with: "-")
        .filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }
    return Set(marks.map(String.init) + headings)
  }
}
