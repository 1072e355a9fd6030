/// The classes of scalars that the language of descriptions has, in Chinese and in ASCII.
extension Unicode.Scalar {
  /// White space other than a line end; U+3000 is the ideographic space.
  var isProseSpace: Bool {
    switch value {
    case 0x20, 0x09, 0xA0, 0x3000, 0xFEFF, 0x200B: true
    default: false
    }
  }

  var isASCIIDigit: Bool { value >= 0x30 && value <= 0x39 }

  var isASCIILetter: Bool {
    (value >= 0x41 && value <= 0x5A) || (value >= 0x61 && value <= 0x7A)
  }

  /// A Han character: what a Chinese word is made of.
  var isHan: Bool {
    switch value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
    default: false
    }
  }

  var endsSentence: Bool {
    self == "。" || self == "；" || self == ";" || self == "\n" || self == "！" || self == "!"
  }

  /// What parts one clause from the next.
  var endsClause: Bool {
    endsSentence || self == "，" || self == "," || self == "、" || isBracket
  }

  var isBracket: Bool { Self.openBrackets[self] != nil || Self.closeBrackets.contains(self) }

  static let openBrackets: [Unicode.Scalar: Unicode.Scalar] = [
    "(": ")", "（": "）", "[": "]", "［": "］", "【": "】", "{": "}",
  ]

  private static let closeBrackets = Set(openBrackets.values)

  /// What ends a quotation that this scalar begins; nil when it begins none.
  var closingQuotes: [Unicode.Scalar]? {
    switch self {
    case "\"": ["\"", "”"]
    case "'": ["'", "’"]
    case "`": ["`"]
    case "“", "”": ["”", "“", "\""]
    case "‘", "’": ["’", "‘", "'"]
    case "「": ["」"]
    case "『": ["』"]
    default: nil
    }
  }
}
