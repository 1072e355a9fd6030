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
    (
      .list,
      [
        "枚举值", "枚举", "枚举取值", "枚举类型", "枚举项", "可选值", "可选取值", "可选的值", "可选项", "可选枚举",
        "可选枚举值", "可取值", "可用值", "可用取值", "有效值", "有效取值", "允许值", "允许的值", "允许取值", "合法值",
        "合法取值", "候选值", "enum", "enums", "enum value", "enum values", "enumeration",
        "allowed value", "allowed values", "possible value", "possible values", "valid value",
        "valid values", "available value", "available values", "accepted values",
        "supported values", "permitted values", "allowed options", "available options", "one of",
        "must be one of",
      ]
    ),
    (
      .range,
      [
        "取值范围", "可选范围", "可取范围", "可选取值范围", "数值范围", "值范围", "范围", "取值区间", "有效范围", "允许范围",
        "value range", "valid range", "allowed range", "range",
      ]
    ),
    (.either, ["取值", "取值可以", "values"]),
  ]

  private static let connectors = [
    "分别为", "分别是", "包括", "包含", "如下", "为", "是", "有", "are", "is", "of", "=",
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
    if let connected = text.end(ofAny: connectors, at: index), text.isWordEnd(connected) {
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
