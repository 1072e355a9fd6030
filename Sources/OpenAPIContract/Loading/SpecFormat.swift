internal import StrictJSON

/// The ways in which a document is written in a file.
enum SpecFormat {
  case markdown
  case yaml
  case json

  /// By the file's ending; where that says nothing, by what it holds: a brace begins JSON, a fence
  /// stands only in Markdown.
  init(name: String, bytes: [UInt8]) {
    switch name.split(separator: ".", omittingEmptySubsequences: false).last?.lowercased() {
    case "md", "markdown": self = .markdown
    case "yaml", "yml": self = .yaml
    case "json": self = .json
    default: self = Self.guess(bytes)
    }
  }

  private static func guess(_ bytes: [UInt8]) -> SpecFormat {
    if startsWithBrace(bytes) { return .json }
    return MarkdownFences.find(in: bytes).isEmpty ? .yaml : .markdown
  }

  static func startsWithBrace(_ bytes: [UInt8]) -> Bool {
    bytes.first { !$0.isWhite && $0 != .lineFeed && $0 != .carriageReturn } == .leftBrace
  }
}
