/// Words that make what stands beside them true only sometimes. A rule under a condition cannot be
/// enforced on every request, so it is left unread.
enum ProseCondition {
  private static let words = [
    "仅", "只在", "只有", "当", "若", "如果", "假如", "除非", "情况下", "场景下", "时，", "时,", "时：", "时:", "时必",
    "only ", "when ", "if ", "unless ", "except ", "depends ", "depending ",
  ]

  /// 适当, 相当 and 当前 hold 当 without being conditions.
  private static let notConditions = ["适当", "相当", "恰当", "当前", "当中"]

  /// What, directly before a marker, turns it into a mention or into its opposite.
  private static let denials = [
    "参考", "参见", "详见", "见", "例如", "比如", "譬如", "如", "不支持", "不支持的", "非", "不在", "不是", "不属于", "除", "除了",
    "其他", "其它",
    "旧", "not ", "non-", "see ", "not ", "e.g. ", "like ",
  ]

  static func stands(in range: Range<Int>, of text: ProseText) -> Bool {
    range.contains { start in
      guard let end = text.end(ofAny: words, at: start), end <= range.upperBound else {
        return false
      }
      return !isPartOfOtherWord(start, text)
    }
  }

  private static func isPartOfOtherWord(_ start: Int, _ text: ProseText) -> Bool {
    if text[start]?.isASCIILetter == true {
      return start > 0 && text.folded[start - 1].isASCIILetter
    }
    return notConditions.contains { word in
      text.end(of: word, at: start) != nil
        || (start > 0 && text.end(of: word, at: start - 1) != nil)
    }
  }

  static func isDenied(before index: Int, in text: ProseText) -> Bool {
    denials.contains { word in
      let start = index - word.unicodeScalars.count
      return start >= 0 && text.end(of: word, at: start) != nil
    }
  }
}
