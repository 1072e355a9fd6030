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

  private static func contains(_ mark: StaticString, _ line: ArraySlice<UInt8>) -> Bool {
    let length = mark.utf8CodeUnitCount
    guard line.count >= length else { return false }
    return (line.startIndex...line.endIndex - length).contains { start in
      (0..<length).allSatisfy { line[start + $0] == mark.utf8Start[$0] }
    }
  }
}

extension UInt8 {
  fileprivate static var tilde: UInt8 { 0x7E }
}
