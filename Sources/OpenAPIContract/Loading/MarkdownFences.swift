internal import StrictJSON

/// Finds the fenced blocks of a page, and nothing else of Markdown but comments, in which a fence
/// is none.
package struct MarkdownFences {
  /// A fence that is open: what closes it.
  private struct Opening {
    let mark: UInt8
    let length: Int
  }

  private var fences: [MarkdownFence] = []
  private var opening: Opening?
  private var isInComment = false

  package static func find(in bytes: [UInt8]) -> [MarkdownFence] {
    var finder = MarkdownFences()
    let lines = YAMLText.normaliseBreaks(bytes).split(
      separator: .lineFeed, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      finder.take(line, number: index + 1)
    }
    return finder.fences
  }

  private mutating func take(_ line: ArraySlice<UInt8>, number: Int) {
    if let opening {
      takeInside(line, opening)
    } else if isInComment || Self.opensComment(line) {
      isInComment = !Self.contains("-->", line)
    } else {
      open(line, number: number)
    }
  }

  private mutating func takeInside(_ line: ArraySlice<UInt8>, _ opening: Opening) {
    let text = line.drop { $0 == .space }
    let markCount = text.prefix { $0 == opening.mark }.count
    if markCount >= opening.length, text.dropFirst(markCount).allSatisfy(\.isWhite) {
      self.opening = nil
      return
    }
    let indentation = fences[fences.count - 1].indentation
    let kept = line.dropFirst(min(indentation, line.count - text.count))
    fences[fences.count - 1].content += kept + [.lineFeed]
  }

  private mutating func open(_ line: ArraySlice<UInt8>, number: Int) {
    let text = line.drop { $0 == .space }
    guard let mark = text.first, mark == .backtick || mark == .tilde else { return }
    let length = text.prefix { $0 == mark }.count
    let info = text.dropFirst(length)
    guard length >= 3, mark == .tilde || !info.contains(.backtick) else { return }
    opening = Opening(mark: mark, length: length)
    fences.append(
      MarkdownFence(
        language: Self.firstWord(info), firstLine: number + 1,
        indentation: line.count - text.count, content: []))
  }

  private static func firstWord(_ info: ArraySlice<UInt8>) -> String {
    let word = info.drop(while: \.isWhite).prefix { !$0.isWhite && $0 != .leftBrace }
    return String(decoding: word, as: UTF8.self).lowercased()
  }

  /// A comment that goes on beyond its line.
  private static func opensComment(_ line: ArraySlice<UInt8>) -> Bool {
    contains("<!--", line) && !contains("-->", line)
  }

  fileprivate static func contains(_ mark: String, _ bytes: ArraySlice<UInt8>) -> Bool {
    let pattern = Array(mark.utf8)
    guard bytes.count >= pattern.count else { return false }
    return (bytes.startIndex...bytes.endIndex - pattern.count).contains {
      bytes[$0...].starts(with: pattern)
    }
  }
}

/// One fenced block of a Markdown page (CommonMark §4.5).
package struct MarkdownFence: Equatable {
  /// The first word after the fence, in lower case: `yaml`.
  package let language: String
  /// The line of the file that the content begins on, from 1.
  package let firstLine: Int
  /// The spaces before the fence, which its content does not keep.
  package let indentation: Int
  /// With LF for every line break.
  package internal(set) var content: [UInt8]
}

/// Which fenced blocks are looked into. A page has others (curl commands, example answers), and a
/// fault in one of those is no fault of the page.
extension MarkdownFence {
  var isJSON: Bool {
    switch language {
    case "yaml", "yml": false
    default: Self.startsWithBrace(content)
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
    Self.keys.contains { MarkdownFences.contains("\"\($0)\"", content[...]) }
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

  static func startsWithBrace(_ bytes: [UInt8]) -> Bool {
    bytes.first { !$0.isWhite && $0 != .lineFeed && $0 != .carriageReturn } == .leftBrace
  }
}

extension UInt8 {
  fileprivate static var tilde: UInt8 { 0x7E }
}
