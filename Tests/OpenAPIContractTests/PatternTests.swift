import Testing

@testable import OpenAPIContract

@Suite("Patterns of ECMA-262")
struct PatternTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let pattern: String
    let matching: [String]
    let other: [String]

    var testDescription: String { pattern }

    init(_ pattern: String, _ matching: [String], not other: [String]) {
      self.pattern = pattern
      self.matching = matching
      self.other = other
    }
  }

  static let vectors: [Vector] = [
    .init("a", ["a", "bab"], not: ["", "b"]),
    .init("", ["", "a"], not: []),
    .init("^$", [""], not: ["a", "\n"]),
    .init("a$", ["ba"], not: ["a\n", "ab"]),
    .init("^.$", ["一", "😀", "\u{85}"], not: ["\n", "\u{2028}", "\r", "", "ab", "e\u{301}"]),
    .init("^[^a]$", ["b", "\n", "😀"], not: ["a", ""]),
    .init("^[]$", [], not: ["", "a"]),
    .init("^[^]$", ["\n"], not: [""]),
    .init("^\\d+$", ["0123"], not: ["৪", "a"]),
    .init("^\\w$", ["_", "Z", "0"], not: ["é", "-"]),
    .init("^\\W\\D\\S$", ["é-é"], not: ["a-é", "é0é", "é- "]),
    .init("^\\s$", [" ", "\u{3000}", "\u{FEFF}", "\u{2029}"], not: ["\u{200B}", "a"]),
    .init("^[\\d-x]+$", ["1-x"], not: ["a"]),
    .init("^[a\\-z]+$", ["a-z"], not: ["b"]),
    .init("^[\\]\\b]$", ["]", "\u{8}"], not: ["b"]),
    .init("\\bfoo\\b", ["a foo b", "foo"], not: ["food"]),
    .init("o\\Bo", ["foo"], not: ["o o"]),
    .init("^a{2,3}$", ["aa", "aaa"], not: ["a", "aaaa"]),
    .init("^a{2}$", ["aa"], not: ["a", "aaa"]),
    .init("^a{2,}$", ["aa", "aaaaa"], not: ["a"]),
    .init("^{$", ["{"], not: [""]),
    .init("^a{,2}$", ["a{,2}"], not: ["a"]),
    .init("^(ab|c)+d$", ["ababcd", "cd"], not: ["d", "abd c"]),
    .init("^(?:a|b)??c$", ["c", "ac"], not: ["abc"]),
    .init("^(a*)*$", ["", "aaa"], not: ["b"]),
    .init("^(a?)+b$", ["b", "aab"], not: ["c"]),
    .init("^\\u4e00[\\u{1F600}-\\u{1F64F}]\\x41\\cJ$", ["一😀A\n"], not: ["一😀B\n"]),
    .init("^\\uD83D\\uDE00$", ["😀"], not: ["😁"]),
    .init("^https?:\\/\\/[^\\s]+$", ["https://a.b/c"], not: ["ftp://a", "https:// "]),
    .init("^(\\d{1,3}\\.){3}\\d{1,3}$", ["127.0.0.1"], not: ["127.0.0", "1.2.3.4.5"]),
    .init("a.+?c|d", ["abc", "d"], not: ["ac"]),
    .init("^(a|)+b$", ["b", "aab"], not: ["", "cb"]),
    .init("^(^a|b$)$", ["a", "b"], not: ["ab", ""]),
    .init("(^|,)a(,|$)", ["a", "b,a", "a,b"], not: ["ba", "ab"]),
    .init("^(?:a{0}|b){2}$", ["", "b", "bb"], not: ["a", "bbb"]),
    .init("\\B", ["", "ab", " "], not: ["a"]),
    .init("\\b一", ["a一"], not: ["一", "-一"]),
    .init("^[^\\W\\d]+$", ["ab_"], not: ["a1", "a-"]),
    .init("^[\\S\\n]+$", ["a\n"], not: ["a "]),
    .init("^[一-龥]{2,4}$", ["视频", "一二三四"], not: ["视", "video", "一二三四五"]),
    .init(".{3}$", ["abc", "xabc"], not: ["ab", "ab\n"]),
    .init(
      "^data:image/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$",
      ["data:image/png;base64,AA==", "data:image/jpeg;base64,/+09"],
      not: ["data:image/gif;base64,AA==", "data:image/png;base64,=", "data:image/png;base64,A==="]),
  ]

  @Test("match as they do there", arguments: vectors)
  func matches(_ vector: Vector) throws {
    let pattern = try Pattern(vector.pattern)
    for text in vector.matching { #expect(pattern.matches(text), "\(text)") }
    for text in vector.other { #expect(!pattern.matches(text), "\(text)") }
  }

  @Test(
    "that are none are refused",
    arguments: [
      "(", ")", "[", "[a", "*", "a**", "+a", "[b-a]", "a{2,1}", "\\", "\\a", "\\Z", "(?i)a",
      "(?>a)", "\\xZZ", "\\u{110000}", "\\u{}", "^*", "\\b+",
    ])
  func refuses(_ text: String) {
    #expect {
      try Pattern(text)
    } throws: { error in
      if case .invalid = error as? PatternError { true } else { false }
    }
  }

  @Test(
    "that use what is not known here are told from those that are none",
    arguments: [
      "^(.)(.)\\2\\1$", "^(?<q>['\"]).*\\k<q>$", "^(?!a)\\w+$", "^\\w+(?=!)", "(?<=\\$)\\d",
      "(?<!\\$)\\b\\d", "^\\p{Lu}\\P{L}$", "^\\p{Script=Han}+$", "\\k<n>", "\\1", "(?<=a)*",
      "(?<n>a)(?<n>b)", "\\p{Nope}", "((ab){1000}){1000}", "(){100000000}",
    ])
  func unsupported(_ text: String) {
    #expect {
      try Pattern(text)
    } throws: { error in
      if case .unsupported = error as? PatternError { true } else { false }
    }
  }

  @Test("that nest without end are not read")
  func tooDeep() {
    let deep = String(repeating: "(", count: 1_000) + String(repeating: ")", count: 1_000)
    #expect(throws: PatternError.unsupported("groups nest deeper than 64")) { try Pattern(deep) }
  }

  @Test(
    "that take others exponential time are judged",
    arguments: [
      ("^(a+)+$", "a", false), ("^(a|a)*$", "a", false), ("^(.*)*,$", "a", false),
      ("(x+x+)+y", "x", false), ("^(a?){50}a{50}!$", "a", false), ("(a|b)*a(a|b){12}!$", "a", true),
    ])
  func catastrophe(_ text: String, _ unit: String, _ matches: Bool) throws {
    let subject = String(repeating: unit, count: 5_000) + "!"
    #expect(try Pattern(text).matches(subject) == matches)
  }

  @Test("are anchored without a look at eight megabytes")
  func longSubject() throws {
    let kilobyte = String(repeating: "A", count: 1 << 10)
    let subject = "data:image/png;base64," + String(repeating: kilobyte, count: 8 << 10)
    #expect(try Pattern("^data:image/").matches(subject))
    #expect(try !Pattern("^https?:").matches(subject))
  }

  @Test("judge a data URL of 240 KB to its last byte")
  func dataURL() throws {
    let pattern = try Pattern("^data:image/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$")
    let subject = "data:image/png;base64," + String(repeating: "Ab9+", count: 60_000)
    #expect(pattern.matches(subject + "AA=="))
    #expect(!pattern.matches(subject + "AA=?"))
  }

  @Test("count up to thousands, and keep little of what they count")
  func counts() throws {
    let pattern = try Pattern("^.{1,4096}$")
    #expect(pattern.matches(String(repeating: "一", count: 4096)))
    #expect(!pattern.matches(String(repeating: "一", count: 4097)))
    #expect(try Pattern("a[ab]{51}c").matches(String(repeating: "ab", count: 200) + "c"))
    #expect(try !Pattern("a[ab]{51}c").matches(String(repeating: "ab", count: 200)))
  }

  @Test("that are not supported are reported as unchecked, and break no request")
  func reportedAsUnchecked() throws {
    let contract = try Page.compile(Page.posting("type: string\npattern: '^(?=a)'"))
    #expect(contract.unchecked.map(\.words) == ["pattern: ^(?=a)"])
    #expect(contract.unchecked.map(\.why) == ["look-ahead (?= is not supported"])
    #expect(contract.unchecked.map(\.line) == [11])
  }

  @Test("that are cut off anywhere are refused or read, never worse", arguments: vectors)
  func truncated(_ vector: Vector) {
    for count in vector.pattern.unicodeScalars.indices {
      _ = try? Pattern(String(vector.pattern.unicodeScalars[..<count]))
    }
  }
}
