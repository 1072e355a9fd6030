/// The words after which a description names the values that are allowed. Without one of them
/// nothing is enforced: 支持 ("supports") introduces too much that is no such list.
struct ProseMarker: Equatable {
  enum Kind {
    /// 枚举值, enum: a list follows, also in brackets.
    case list
    /// 取值范围, range: brackets hold two bounds.
    case range
    /// 取值, "values": a list or a range follows; brackets may hold either.
    case either
  }

  let kind: Kind
  /// Where the marker itself stands.
  let range: Range<Int>
  /// Where what it introduces begins: behind colon, 为, "are".
  let contentStart: Int
}

extension ProseMarker {
  private static let words: [(Kind, [String])] = [
    (.list, ProseWords.lists), (.range, ProseWords.ranges), (.either, ProseWords.listsOrRanges),
  ]

  /// All markers of the text that do introduce something, from the first to the last.
  static func all(in text: ProseText) -> [ProseMarker] {
    var markers: [ProseMarker] = []
    var index = 0
    while index < text.count {
      if let marker = marker(in: text, at: index) {
        markers.append(marker)
        index = marker.range.upperBound
      } else {
        index += 1
      }
    }
    return markers
  }

  private static func marker(in text: ProseText, at start: Int) -> ProseMarker? {
    guard let (kind, end) = longestWord(in: text, at: start) else { return nil }
    guard let content = contentStart(in: text, after: end) else { return nil }
    return ProseMarker(kind: kind, range: start..<end, contentStart: content)
  }

  private static func longestWord(in text: ProseText, at start: Int) -> (Kind, Int)? {
    let isInsideWord = start > 0 && text.folded[start - 1].isASCIILetter
    if isInsideWord && text.folded[start].isASCIILetter { return nil }
    return words.compactMap { kind, words in
      text.end(ofAny: words, at: start).map { (kind, $0) }
    }.max { $0.1 < $1.1 }
  }

  /// A marker that is only mentioned (自可选取值中…) introduces nothing: nil.
  private static func contentStart(in text: ProseText, after end: Int) -> Int? {
    var index = text.skipSpaces(from: end)
    if let connected = text.end(ofAny: ProseWords.connectors, at: index), text.isWordEnd(connected)
    {
      index = text.skipSpaces(from: connected)
    }
    if text[index] == ":" || text[index] == "：" { return text.skipSpaces(from: index + 1) }
    guard let next = text[index], !next.endsClause || next.isBracket || next == "\n" else {
      return nil
    }
    if next.isASCIILetter && !text.isWordEnd(end) { return nil }
    return next.isHan ? nil : index
  }
}

/// Words that make what stands beside them true only sometimes, or deny it. A rule under a
/// condition cannot be enforced on every request, so it is left unread.
enum ProseCondition {
  static func stands(in range: Range<Int>, of text: ProseText) -> Bool {
    range.contains { start in
      guard let end = text.end(ofAny: ProseWords.conditions, at: start), end <= range.upperBound
      else {
        return false
      }
      return !isPartOfOtherWord(start, text)
    }
  }

  private static func isPartOfOtherWord(_ start: Int, _ text: ProseText) -> Bool {
    if text[start]?.isASCIILetter == true {
      return start > 0 && text.folded[start - 1].isASCIILetter
    }
    return ProseWords.notConditions.contains { word in
      text.end(of: word, at: start) != nil
        || (start > 0 && text.end(of: word, at: start - 1) != nil)
    }
  }

  static func isDenied(before index: Int, in text: ProseText) -> Bool {
    ProseWords.denials.contains { word in
      let start = index - word.unicodeScalars.count
      return start >= 0 && text.end(of: word, at: start) != nil
    }
  }
}
