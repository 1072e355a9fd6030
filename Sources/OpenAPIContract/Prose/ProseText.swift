/// A description to be read: its scalars, as written and folded, at the same indices. It knows what
/// a line, a sentence and a word are; it knows nothing of rules.
struct ProseText {
  /// As the page has them.
  let raw: [Unicode.Scalar]
  /// The same, with ASCII letters in lower case and full-width digits and minus signs in ASCII.
  let folded: [Unicode.Scalar]

  init(_ text: String) {
    raw = Array(text.unicodeScalars)
    folded = raw.map(Self.fold)
  }

  var count: Int { raw.count }

  private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x41...0x5A: Unicode.Scalar(UInt8(scalar.value + 0x20))
    case 0xFF10...0xFF19: Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30))
    case 0x2212, 0xFF0D: "-"
    case 0x0D: " "
    default: scalar
    }
  }

  subscript(index: Int) -> Unicode.Scalar? {
    folded.indices.contains(index) ? folded[index] : nil
  }

  /// The end of `word` when the text has it at `start`, in whatever case.
  func end(of word: String, at start: Int) -> Int? {
    var index = start
    for scalar in word.unicodeScalars {
      guard index < folded.count, folded[index] == scalar else { return nil }
      index += 1
    }
    return index
  }

  /// Whether no ASCII word runs on across `index`: `enum` does not end inside `enumerate`.
  func isWordEnd(_ index: Int) -> Bool {
    guard index > 0, let next = self[index] else { return true }
    return !(next.isASCIILetter && folded[index - 1].isASCIILetter)
  }

  /// The end of the longest of `words` that stands at `start`.
  func end(ofAny words: [String], at start: Int) -> Int? {
    words.compactMap { end(of: $0, at: start) }.max()
  }

  func contains(anyOf words: [String], in range: Range<Int>) -> Bool {
    range.contains { start in
      words.contains { (end(of: $0, at: start) ?? .max) <= range.upperBound }
    }
  }

  func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: raw[range])
    return String(text)
  }

  func foldedText(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: folded[range])
    return String(text)
  }

  /// `range` without the white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, folded[lower].isProseSpace || folded[lower] == "\n" { lower += 1 }
    while upper > lower, folded[upper - 1].isProseSpace || folded[upper - 1] == "\n" { upper -= 1 }
    return lower..<upper
  }

  func skipSpaces(from start: Int) -> Int {
    var index = start
    while let scalar = self[index], scalar.isProseSpace { index += 1 }
    return index
  }

  func skipBlank(from start: Int) -> Int {
    var index = start
    while let scalar = self[index], scalar.isProseSpace || scalar == "\n" { index += 1 }
    return index
  }

  func lineEnd(from start: Int) -> Int {
    folded[start...].firstIndex(of: "\n") ?? count
  }

  /// The whole lines that `range` touches, verbatim: what a rule cites as its words.
  func lines(around range: Range<Int>) -> String {
    let start = folded[..<range.lowerBound].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let last = max(range.lowerBound, range.upperBound - 1)
    return text(trimmed(start..<lineEnd(from: last)))
  }

  /// Where the sentence around `index` begins: behind the last full stop, semicolon or line end.
  func sentenceStart(before index: Int) -> Int {
    folded[..<index].lastIndex { $0.endsSentence }.map { $0 + 1 } ?? 0
  }

  func sentenceEnd(after index: Int) -> Int {
    folded[index...].firstIndex { $0.endsSentence } ?? count
  }

  /// The sentence in which `range` begins.
  func sentence(around range: Range<Int>) -> Range<Int> {
    sentenceStart(before: range.lowerBound)..<sentenceEnd(after: range.lowerBound)
  }

  /// Every clause, trimmed; a bracket begins and ends one.
  var clauses: [Range<Int>] {
    var clauses: [Range<Int>] = []
    var start = 0
    for index in 0...count where index == count || folded[index].endsClause {
      let clause = trimmed(start..<index)
      if !clause.isEmpty { clauses.append(clause) }
      start = index + 1
    }
    return clauses
  }
}

extension ProseText {
  /// `range` as written, but with its digits in ASCII: `５` is 5.
  func foldedDigits(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    for index in range {
      let isPlain = folded[index].isASCIIDigit || folded[index] == "-"
      text.append(isPlain ? folded[index] : raw[index])
    }
    return String(text)
  }

  /// Whether a clause begins at `start` that begins with a number: `，-1表示随机`.
  func isNumberClause(at start: Int) -> Bool {
    guard let scalar = self[start], scalar.endsClause, !scalar.isBracket else { return false }
    var index = skipBlank(from: start + 1)
    if self[index] == "-" { index += 1 }
    return self[index]?.isASCIIDigit == true
  }

  /// The number at `start`, after JSON's grammar and with `+` allowed before it, and its end.
  func number(at start: Int) -> (text: String, end: Int)? {
    let digitsStart = self[start] == "-" || self[start] == "+" ? start + 1 : start
    var end = skipDigits(from: digitsStart)
    guard end > digitsStart else { return nil }
    if self[end] == ".", skipDigits(from: end + 1) > end + 1 { end = skipDigits(from: end + 1) }
    let numberStart = self[start] == "+" ? digitsStart : start
    return (foldedText(numberStart..<end), end)
  }

  private func skipDigits(from start: Int) -> Int {
    var index = start
    while self[index]?.isASCIIDigit == true { index += 1 }
    return index
  }
}

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
