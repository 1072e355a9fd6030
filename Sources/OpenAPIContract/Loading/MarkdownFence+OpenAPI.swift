internal import StrictJSON

/// Which fenced blocks are looked into. A page has others (curl commands, example answers), and a
/// fault in one of those is no fault of the page.
extension MarkdownFence {
  var isJSON: Bool {
    switch language {
    case "yaml", "yml": false
    default: SpecFormat.startsWithBrace(content)
    }
  }

  /// A block of YAML, JSON or no language, with a key `openapi` or `swagger` at what looks like its
  /// first level.
  var mayHoldOpenAPI: Bool {
    switch language {
    case "", "yaml", "yml", "json", "jsonc", "json5", "openapi", "swagger": break
    default: return false
    }
    return isJSON ? hasName : hasTopLevelKey
  }

  private static let keys = ["openapi", "swagger"]

  private var hasName: Bool {
    Self.keys.contains { Self.find("\"\($0)\"", in: content) }
  }

  private var hasTopLevelKey: Bool {
    let lines = content.split(separator: .lineFeed).filter(Self.hasContent)
    guard let first = lines.first else { return false }
    let indentation = first.prefix { $0 == .space }.count
    return lines.contains { line in
      line.prefix { $0 == .space }.count == indentation
        && Self.isKey(line.dropFirst(indentation))
    }
  }

  private static func hasContent(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first(where: { !$0.isWhite }) else { return false }
    return first != .hash && !line.starts(with: "---".utf8) && first != .percent
  }

  private static func isKey(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == .quote || $0 == .apostrophe || $0 == .leftBrace }
    guard let key = keys.first(where: { text.starts(with: $0.utf8) }) else { return false }
    let rest = text.dropFirst(key.utf8.count)
    return rest.first { !$0.isWhite && $0 != .quote && $0 != .apostrophe } == .colon
  }

  private static func find(_ text: String, in bytes: [UInt8]) -> Bool {
    let pattern = Array(text.utf8)
    guard bytes.count >= pattern.count else { return false }
    return (0...bytes.count - pattern.count).contains { bytes[$0...].starts(with: pattern) }
  }
}
