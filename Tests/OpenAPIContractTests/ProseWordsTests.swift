import StrictJSON
import Testing

@testable import OpenAPIContract

/// Every word of the table, in the shortest description that it makes a rule of.
@Suite("Words of descriptions")
struct ProseWordsTests {
  private func kinds(_ description: String, _ type: ProseType) -> [ProseRule.Kind] {
    ProseReader(type: type).read(description).rules.map(\.kind)
  }

  private func number(_ value: Int) -> NumberRange.Bound { .init(JSONNumber(value)) }

  @Test("introduce a list", arguments: ProseWords.lists + ProseWords.listsOrRanges)
  func lists(_ word: String) {
    #expect(kinds("时长；\(word)：5, 10", .integer) == [.enumeration([5, 10])])
    #expect(kinds("\(word): std、pro", .string) == [.enumeration(["std", "pro"])])
  }

  @Test("introduce a range", arguments: ProseWords.ranges + ProseWords.listsOrRanges)
  func ranges(_ word: String) {
    let range = NumberRange(lower: number(1), upper: number(9))
    #expect(kinds("\(word)：1-9", .integer) == [.range(range)])
  }

  @Test("may be parted from what they introduce", arguments: ProseWords.connectors)
  func connectors(_ word: String) {
    #expect(kinds("枚举值\(word) 5, 10", .integer) == [.enumeration([5, 10])])
  }

  @Test("set a lower bound", arguments: ProseWords.atLeast)
  func atLeast(_ word: String) {
    #expect(
      kinds("\(word) 5", .number) == [.range(NumberRange(lower: number(5), upper: nil))])
    #expect(kinds("\(word) 5 字符", .string) == [.minLength(5)])
  }

  @Test("set an upper bound", arguments: ProseWords.atMost)
  func atMost(_ word: String) {
    #expect(
      kinds("\(word) 5", .number) == [.range(NumberRange(lower: nil, upper: number(5)))])
    #expect(kinds("\(word) 5 字符", .string) == [.maxLength(5)])
  }

  @Test("set a bound that is itself outside", arguments: [true, false])
  func exclusive(_ isLower: Bool) {
    let bound = NumberRange.Bound(JSONNumber(5), isExclusive: true)
    for word in isLower ? ProseWords.moreThan : ProseWords.lessThan {
      let range =
        isLower ? NumberRange(lower: bound, upper: nil) : NumberRange(lower: nil, upper: bound)
      #expect(kinds("\(word) 5", .number) == [.range(range)], "\(word)")
      #expect(
        kinds("\(word) 5 字符", .string) == [isLower ? .minLength(6) : .maxLength(4)], "\(word)")
    }
  }

  @Test("join two bounds", arguments: ProseWords.spanSigns)
  func spans(_ sign: String) {
    let range = NumberRange(lower: number(1), upper: number(9))
    #expect(kinds("取值范围：1 \(sign)9", .integer) == [.range(range)])
  }

  @Test("require a field, and free it", arguments: ProseWords.required + ProseWords.optional)
  func statements(_ word: String) {
    let kind: ProseRule.Kind = ProseWords.required.contains(word) ? .required : .optional
    #expect(kinds("\(word)，视频提示词", .string) == [kind])
  }

  @Test("give a default", arguments: ProseWords.defaults)
  func defaults(_ word: String) {
    #expect(kinds("枚举值：5, 10；\(word)：5", .integer) == [.enumeration([5, 10]), .defaultValue(5)])
  }

  @Test("make a rule hold only sometimes", arguments: ProseWords.conditions)
  func conditions(_ word: String) {
    #expect(kinds("\(word)专业模式，枚举值：5, 10", .integer) == [])
  }

  @Test("deny a marker or only mention it", arguments: ProseWords.denials)
  func denials(_ word: String) {
    #expect(kinds("\(word)枚举值：5, 10", .integer) == [])
  }

  @Test("leave a list open", arguments: ProseWords.openEnds)
  func openEnds(_ word: String) {
    #expect(kinds("枚举值：\"a\", \"b\"\(word)", .string) == [])
  }

  @Test("make a length advice", arguments: ProseWords.lengthAdvice)
  func advice(_ word: String) {
    #expect(kinds("\(word)不超过 5 个字符", .string) == [])
  }
}
