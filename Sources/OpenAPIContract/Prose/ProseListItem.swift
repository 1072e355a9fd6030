/// One value of a list in a description, as it is written there.
struct ProseListItem: Equatable {
  let text: String
  let isQuoted: Bool

  private var scalars: String.UnicodeScalarView { text.unicodeScalars }

  /// `std等` leaves the list open: other values may be right.
  var isOpenEnd: Bool {
    text.hasSuffix("等") || text.hasSuffix("…") || text.hasSuffix("...") || text == "etc"
  }

  /// `16:9`, `veo2-fast`: one word that is surely a value, and not the beginning of a sentence.
  var isASCIIWord: Bool {
    !scalars.isEmpty && scalars.allSatisfy(Self.isWordScalar) && hasOnlyRatioColons
  }

  var isHan: Bool { !scalars.isEmpty && scalars.allSatisfy(\.isHan) }

  var isMediaTypeStart: Bool {
    ["image", "video", "audio", "text", "application", "multipart"].contains(text.lowercased())
  }

  /// Within quotes there is nothing but the value.
  var isQuotation: Bool {
    guard let first = scalars.first, let closing = first.closingQuotes, scalars.count > 2 else {
      return false
    }
    let inner = scalars.dropFirst()
    return inner.firstIndex(where: closing.contains) == inner.indices.last
  }

  /// Chinese words are values when 、 or line ends part them: ， also parts sentences.
  func isClear(separators: Set<ProseSeparator>) -> Bool {
    if isASCIIWord { return true }
    let isListOfWords =
      !separators.isEmpty && separators.isSubset(of: [.enumerationComma, .newline])
    return isListOfWords && scalars.count <= Self.hanWordCountMax && isHan
  }

  private static let hanWordCountMax = 8

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value > 0x20, scalar.value < 0x7F else { return false }
    switch scalar {
    case "=", "<", ">", "{", "}", "[", "]", "(", ")", "|", "\"", "'", "`", "\\", "~", "^", "?", "!":
      return false
    default:
      return true
    }
  }

  /// `16:9` is a value; `std:standard` may be a value and what it means.
  private var hasOnlyRatioColons: Bool {
    let list = Array(scalars)
    return list.indices.allSatisfy { index in
      guard list[index] == ":" else { return true }
      guard index > 0, index + 1 < list.count else { return false }
      return list[index - 1].isASCIIDigit && list[index + 1].isASCIIDigit
    }
  }
}

/// What parts the values of a list.
enum ProseSeparator: Hashable {
  case comma
  /// 、, which parts enumerated words and nothing else.
  case enumerationComma
  case semicolon
  case slash
  case newline
  /// 或, "or" and the like.
  case word

  /// - Parameter scalar: one of `,` `，` `、` `/`.
  init(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "、": self = .enumerationComma
    case "/": self = .slash
    default: self = .comma
    }
  }
}
