import Foundation
import Testing

/// The house rules, held by a test.
@Suite struct TidyTests {
  private let sources = SourceTree.swiftFiles(in: "Sources")

  @Test("the sources are found at all")
  func finds() {
    #expect(sources.count > 50)
  }

  @Test("no source file is longer than 400 lines, none wider than 100 columns")
  func lengths() {
    for file in sources {
      #expect(file.lines.count <= 400, "\(file.path): \(file.lines.count) lines")
      for (index, line) in file.lines.enumerated() where line.count > 100 {
        Issue.record("\(file.path):\(index + 1): \(line.count) columns")
      }
    }
  }

  @Test("no function is longer than 70 lines")
  func functionLengths() {
    for file in sources {
      var start: (line: Int, indent: Int)?
      for (index, line) in file.lines.enumerated() {
        let indent = line.prefix { $0 == " " }.count
        let text = line.dropFirst(indent)
        if let open = start, indent == open.indent, text.hasPrefix("}") {
          #expect(index - open.line < 70, "\(file.path):\(open.line + 1)")
          start = nil
        } else if start == nil, line.contains("func ") || text.hasPrefix("init"),
          line.hasSuffix("{")
        {
          start = (index, indent)
        }
      }
    }
  }

  /// What each room may import; a room that is missing here fails the test.
  private static let imports: [String: Set<String>] = [
    "CEpoll": [],
    "HTTPTransport": ["CEpoll", "Synchronization"],
    "StrictJSON": [],
    "Reports": ["StrictJSON", "Foundation", "FoundationEssentials"],
    "OpenAPIContract": ["StrictJSON"],
    "JimengMock": [
      "HTTPTransport", "StrictJSON", "OpenAPIContract", "Reports", "JimengFixtures", "Foundation",
      "FoundationEssentials", "Synchronization",
    ],
    "JimengMockTesting": ["JimengMock", "Testing"],
    "JimengContract": [
      "JimengClient", "OpenAPIContract", "Reports", "StrictJSON", "JimengFixtures", "Foundation",
      "FoundationNetworking", "Synchronization",
    ],
    "CommandInterface": ["HTTPTransport", "JimengMock", "OpenAPIContract", "StrictJSON"],
    "jimeng-mock-test": [
      "CommandInterface", "JimengContract", "JimengMock", "OpenAPIContract", "Reports",
      "StrictJSON", "Foundation", "Dispatch", "Synchronization",
    ],
    "JimengClient": [
      "StrictJSON", "Foundation", "FoundationNetworking", "Dispatch", "Synchronization",
    ],
    "jimeng-mock": [
      "CommandInterface", "JimengMock", "HTTPTransport", "OpenAPIContract", "Reports",
      "StrictJSON", "Foundation",
      "FoundationEssentials", "Dispatch",
    ],
  ]

  @Test("imports go downward only")
  func importMatrix() throws {
    let system: Set<String> = ["Darwin", "Glibc", "Musl"]
    for file in sources {
      let allowed = try #require(Self.imports[file.room], "\(file.room) is in no row")
      for line in file.lines {
        let words = line.split(separator: " ").filter { !$0.hasPrefix("@") }
        guard let position = words.firstIndex(of: "import"), position <= 1,
          words.count == position + 2, !line.hasPrefix("//")
        else { continue }
        let name = String(words[position + 1])
        #expect(allowed.contains(name) || system.contains(name), "\(file.path): \(line)")
      }
    }
  }

  @Test(
    "words the house does without",
    arguments: [
      "TODO", "FIXME", "fatalError(", "try!", "as!", "@unchecked Sendable", "NSNumber",
      "preconditionFailure",
    ])
  func bannedWords(word: String) {
    for file in sources {
      for (index, line) in file.lines.enumerated() where line.contains(word) {
        Issue.record("\(file.path):\(index + 1): \(line)")
      }
    }
  }

  @Test("everything public is documented")
  func documentation() {
    for file in sources {
      for (index, line) in file.lines.enumerated() {
        let text = line.trimmingCharacters(in: .whitespaces)
        guard text.hasPrefix("public "), !text.hasPrefix("public import") else { continue }
        let above = file.lines[..<index].last {
          !$0.trimmingCharacters(in: .whitespaces).hasPrefix("@")
        }
        let isDocumented = above?.trimmingCharacters(in: .whitespaces).hasPrefix("///") == true
        #expect(isDocumented, "\(file.path):\(index + 1): \(text)")
      }
    }
  }

  @Test("every case of what is public is documented")
  func caseDocumentation() {
    for file in sources {
      // The indent of the public enum that is open, for its cases stand one step deeper.
      var openIndent: Int?
      for (index, line) in file.lines.enumerated() {
        let indent = line.prefix { $0 == " " }.count
        let text = line.dropFirst(indent)
        if text.hasPrefix("public enum ") || text.hasPrefix("public indirect enum ") {
          openIndent = indent
        } else if let open = openIndent {
          if indent == open, text.hasPrefix("}") { openIndent = nil }
          guard indent == open + 2, text.hasPrefix("case ") else { continue }
          let above = file.lines[index - 1].trimmingCharacters(in: .whitespaces)
          #expect(above.hasPrefix("///"), "\(file.path):\(index + 1): \(text)")
        }
      }
    }
  }

  @Test("no package is depended on")
  func noPackages() throws {
    let manifest = try String(
      contentsOf: SourceTree.root.appendingPathComponent("Package.swift"), encoding: .utf8)
    #expect(!manifest.contains(".package("))
  }

  @Test("no fixture is dead: each is named by code, or its folder is")
  func fixturesInUse() throws {
    let code =
      (SourceTree.swiftFiles(in: "Sources") + SourceTree.swiftFiles(in: "Tests")
      + SourceTree.swiftFiles(in: "fixtures")).flatMap(\.lines).joined(separator: "\n")
    // Documents for people are not fixtures.
    let documents = ["fixtures/media/README.md", "fixtures/services/EVIDENCE.md"]
    let paths = SourceTree.paths(in: "fixtures").filter {
      !$0.hasSuffix(".swift") && !documents.contains($0)
    }
    for path in paths {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let stem = name.split(separator: ".").first.map(String.init) ?? name
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      let symbol = name.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
      let isNamed = [name, "\"\(stem)\"", symbol, "\"\(folder)\""].contains { code.contains($0) }
      #expect(isNamed, "\(path)")
    }
  }
}
