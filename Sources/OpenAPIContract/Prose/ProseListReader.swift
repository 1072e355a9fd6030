import StrictJSON

/// Reads the list of values behind a marker: `5, 10`, `“simple”, “down_back”`, one a line, in
/// brackets. It either reads the whole list for certain or throws why not.
struct ProseListReader {
  let text: ProseText
  let type: ProseType
  /// First where the list begins, at last where it ends.
  var index: Int
  var items: [ProseListItem] = []
  var separators: Set<ProseSeparator> = []
  var closing: Unicode.Scalar?
  var beganOnOwnLine = false

  /// The values in the order written, and where the list ends.
  mutating func read() throws(ProseFailure) -> (values: [JSONValue], end: Int) {
    openBracket()
    try readItems()
    try checkItemsAreAlike()
    var values: [JSONValue] = []
    for item in items {
      let value = try self.value(of: item)
      if !values.contains(value) { values.append(value) }
    }
    guard !values.isEmpty else { throw .nothingFollows }
    return (values, index)
  }

  private mutating func openBracket() {
    let start = text.skipBlank(from: index)
    guard let open = text[start], let close = Unicode.Scalar.openBrackets[open] else { return }
    closing = close
    index = start + 1
  }

  private mutating func readItems() throws(ProseFailure) {
    while items.count < Self.itemCountMax {
      index = closing == nil ? skipToItem(from: index) : text.skipBlank(from: index)
      guard !isStop(at: index) else { return try finish() }
      try readItem()
      guard let separator = try readSeparator() else { return try finish() }
      separators.insert(separator)
    }
    throw .listGoesOn
  }

  private static let itemCountMax = 500

  /// At the list's start, and behind a separator, the next item may stand on the next line.
  private mutating func skipToItem(from start: Int) -> Int {
    let index = text.skipBlank(from: start)
    let isNewLine = text.folded[start..<index].contains("\n")
    if items.isEmpty { beganOnOwnLine = isNewLine }
    return isNewLine || separators.contains(.newline) ? skipBullet(from: index) : index
  }

  private mutating func readItem() throws(ProseFailure) {
    if let quotes = text.folded[index].closingQuotes {
      try readQuoted(until: quotes)
    } else {
      try readPlain()
    }
    skipGloss()
  }

  private mutating func readQuoted(until quotes: [Unicode.Scalar]) throws(ProseFailure) {
    let start = index + 1
    guard let end = text.raw[start...].firstIndex(where: quotes.contains) else {
      throw .itemIsUnclear(text.text(index..<text.lineEnd(from: index)))
    }
    items.append(ProseListItem(text: text.text(start..<end), isQuoted: true))
    index = end + 1
  }

  private mutating func readPlain() throws(ProseFailure) {
    let start = index
    while index < text.count, !endsPlain(at: index, start: start) { index += 1 }
    let range = text.trimmed(start..<index)
    guard !range.isEmpty else { throw .nothingFollows }
    items.append(ProseListItem(text: text.foldedDigits(range), isQuoted: false))
  }

  private func endsPlain(at index: Int, start: Int) -> Bool {
    guard let scalar = text[index] else { return true }
    if scalar.isBracket || "\n，,、/;".unicodeScalars.contains(scalar) { return true }
    if scalar == "." && isSentenceEnd(at: index) { return true }
    if index > start, wordSeparatorEnd(at: index) != nil { return true }
    return isStop(at: index)
  }

  private func isSentenceEnd(at index: Int) -> Bool {
    if text[index - 1] == "." { return false }
    guard let next = text[index + 1] else { return true }
    return next.isProseSpace || next == "\n"
  }

  /// Drops `（已提交）`: what stands in brackets behind a value explains it.
  private mutating func skipGloss() {
    guard closing == nil || closing == "]" else { return }
    let start = text.skipSpaces(from: index)
    guard let open = text[start], open == "(" || open == "（" else { return }
    let closes: [Unicode.Scalar] = [")", "）"]
    guard let end = text.folded[start...].firstIndex(where: closes.contains) else { return }
    index = end + 1
  }
}

extension ProseListReader {
  private mutating func readSeparator() throws(ProseFailure) -> ProseSeparator? {
    let start = text.skipSpaces(from: index)
    guard let scalar = text[start] else { return nil }
    if let end = wordSeparatorEnd(at: start) {
      index = end
      return .word
    }
    switch scalar {
    case ",", "，", "、", "/":
      index = start + 1
      let separator = ProseSeparator(scalar)
      index = skipJoiner(from: index)
      return separator
    case ";" where separators.isSubset(of: [.semicolon]):
      index = start + 1
      return .semicolon
    case "\n": return try readNewline(at: start)
    default: return nil
    }
  }

  /// `5, or 10`: the word behind a comma adds nothing.
  private func skipJoiner(from start: Int) -> Int {
    let word = text.skipSpaces(from: start)
    return wordSeparatorEnd(at: word) ?? start
  }

  /// 或 and "or" part items, unless they stand inside a word.
  private func wordSeparatorEnd(at index: Int) -> Int? {
    let previous = index > 0 ? text.folded[index - 1] : " "
    if let end = text.end(ofAny: ProseWords.listJoiners, at: index) {
      return previous.isHan ? nil : end
    }
    guard let end = text.end(ofAny: ProseWords.englishListJoiners, at: index), text.isWordEnd(end)
    else {
      return nil
    }
    let isWordStart = !(previous.isASCIILetter || previous.isASCIIDigit || previous == "-")
    return isWordStart && text[end]?.isProseSpace == true ? end : nil
  }

  /// A line end parts items when the list began on a line of its own, or when the next line is
  /// nothing but such an item; else it ends the list.
  private mutating func readNewline(at start: Int) throws(ProseFailure) -> ProseSeparator? {
    let next = start + 1
    if closing == nil {
      guard next < text.count, !isStop(at: text.skipSpaces(from: next)) else { return nil }
      let line = text.trimmed(next..<text.lineEnd(from: next))
      guard !line.isEmpty else { return nil }
      guard beganOnOwnLine || isItemLine(line) else {
        if items.count == 1 && !text.folded[line.lowerBound].isHan { throw .listGoesOn }
        return nil
      }
      guard separators.isSubset(of: [.newline]) else { throw .listIsMixed }
    }
    index = next
    return .newline
  }

  /// Whether `line` is one value, with or without a gloss in brackets.
  private func isItemLine(_ line: Range<Int>) -> Bool {
    let start = skipBullet(from: line.lowerBound)
    let isGloss: (Unicode.Scalar) -> Bool = { $0 == "(" || $0 == "（" }
    let end = text.folded[start..<max(start, line.upperBound)].firstIndex(where: isGloss)
    let range = text.trimmed(start..<(end ?? max(start, line.upperBound)))
    let item = ProseListItem(text: text.text(range), isQuoted: false)
    return item.isASCIIWord || item.isQuotation
  }

  private func skipBullet(from index: Int) -> Int {
    if let bullet = text.end(ofAny: ProseWords.bullets, at: index) {
      return text.skipSpaces(from: bullet)
    }
    // `1. std`: the number counts the lines.
    guard let (_, end) = text.number(at: index),
      let bullet = text.end(ofAny: [". ", ") "], at: end)
    else { return index }
    return text.skipSpaces(from: bullet)
  }

  /// What ends a list wherever it stands: a full stop, or a word that begins another statement.
  private func isStop(at index: Int) -> Bool {
    guard let scalar = text[index] else { return true }
    if scalar == closing || scalar == "。" || scalar == "；" || scalar == "\u{2026}" { return true }
    if text.end(ofAny: ProseWords.listStops, at: index) != nil { return true }
    guard text.isWordEnd(index) else { return false }
    guard let end = text.end(ofAny: ProseWords.englishListStops, at: index) else { return false }
    guard let next = text[end] else { return false }
    return next.isProseSpace || next == ":" || next == "："
  }

  private mutating func finish() throws(ProseFailure) {
    if let closing {
      guard text[text.skipBlank(from: index)] == closing else { throw .listGoesOn }
      index = text.skipBlank(from: index) + 1
      let next = text.skipSpaces(from: index)
      if wordSeparatorEnd(at: next) != nil || text.isNumberClause(at: next) { throw .listGoesOn }
    } else if let next = text[text.skipSpaces(from: index)], !endsList(next) {
      let isSentenceEnd = next == "." && !isNumbering
      guard isStop(at: text.skipSpaces(from: index)) || isSentenceEnd else { throw .listGoesOn }
    }
    if text.end(ofAny: ProseWords.openEnds, at: text.skipSpaces(from: index)) != nil {
      throw .listIsOpen
    }
  }

  /// `1. std 2. pro`: the first number is no value.
  private var isNumbering: Bool {
    items.count == 1 && !text.trimmed(index + 1..<text.lineEnd(from: index + 1)).isEmpty
  }

  private func endsList(_ scalar: Unicode.Scalar) -> Bool {
    scalar.endsSentence || Unicode.Scalar.openBrackets.values.contains(scalar)
  }

  /// `image/png` is one value; words of two scripts are values and their explanation.
  private func checkItemsAreAlike() throws(ProseFailure) {
    let plain = items.filter { !$0.isQuoted }
    if separators == [.slash], let first = plain.first, first.isMediaTypeStart {
      throw .itemIsUnclear(first.text)
    }
    if let han = plain.first(where: \.isHan), plain.contains(where: \.isASCIIWord) {
      throw .itemIsUnclear(han.text)
    }
  }

  private func value(of item: ProseListItem) throws(ProseFailure) -> JSONValue {
    if !item.isQuoted {
      if item.isOpenEnd { throw .listIsOpen }
      if separators.contains(.slash) && separators.count > 1 { throw .listIsMixed }
      guard item.isClear(separators: separators) else { throw .itemIsUnclear(item.text) }
    }
    guard let value = type.value(item.text, isQuoted: item.isQuoted) else {
      throw .itemDoesNotFit(item.text, type)
    }
    return value
  }
}
