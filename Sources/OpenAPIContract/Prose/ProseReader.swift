import StrictJSON

/// Turns a description into rules, where the words leave no doubt.
///
/// Pages of this family write their constraints in prose (`枚举值 5, 10`). Only an explicit marker
/// makes a rule, every value must fit the declared type, and whatever is not certain is reported
/// as unread: never guessed, never enforced. It knows no schema, only the declared type.
package struct ProseReader {
  private let type: ProseType

  package init(type: ProseType) {
    self.type = type
  }

  package func read(_ description: String) -> ProseReading {
    guard description.utf8.count <= Self.descriptionBytesMax else {
      let words = String(description.prefix(80))
      return ProseReading(unread: [.init(words: words, why: "it is longer than any rule")])
    }
    let text = ProseText(description)
    let whole = text.trimmed(0..<text.count)
    guard !whole.isEmpty else { return ProseReading() }
    if let example = example(text, whole) { return ProseReading(example: example) }
    var draft = ProseDraft(text: text, type: type)
    draft.readMarkers()
    draft.readRanges()
    draft.readLengths()
    draft.readStatements()
    return draft.settled()
  }

  /// 64 KiB of description hold no rule; scanning them is linear, yet needless.
  private static let descriptionBytesMax = 64 << 10

  /// A description that is nothing but a number for a number: `0.5`.
  private func example(_ text: ProseText, _ whole: Range<Int>) -> JSONValue? {
    guard type.isNumeric else { return nil }
    return type.value(text.foldedText(whole), isQuoted: false)
  }
}
