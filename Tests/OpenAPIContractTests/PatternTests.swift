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
    .init("^(.)(.)\\2\\1$", ["abba", "一二二一"], not: ["abab"]),
    .init("^(?<q>['\"]).*\\k<q>$", ["'a'", "\"a\""], not: ["'a\""]),
    .init("^(?!a)\\w+$", ["ba"], not: ["ab"]),
    .init("^\\w+(?=!)", ["hi!"], not: ["hi"]),
    .init("(?<=\\$)\\d", ["$1"], not: ["1"]),
    .init("(?<!\\$)\\b\\d", ["1"], not: ["$1"]),
    .init("^\\u4e00[\\u{1F600}-\\u{1F64F}]\\x41\\cJ$", ["一😀A\n"], not: ["一😀B\n"]),
    .init("^\\uD83D\\uDE00$", ["😀"], not: ["😁"]),
    .init("^\\p{Lu}\\P{L}$", ["É1"], not: ["éé", "é1"]),
    .init("^\\p{Script=Han}+$", ["一二"], not: ["a"]),
    .init("^https?:\\/\\/[^\\s]+$", ["https://a.b/c"], not: ["ftp://a", "https:// "]),
    .init("^(\\d{1,3}\\.){3}\\d{1,3}$", ["127.0.0.1"], not: ["127.0.0", "1.2.3.4.5"]),
    .init("a.+?c|d", ["abc", "d"], not: ["ac"]),
  ]

  @Test("match as they do there", arguments: vectors)
  func matches(_ vector: Vector) throws {
    let pattern = try Pattern(vector.pattern)
    for text in vector.matching { #expect(pattern.match(text) == .matches, "\(text)") }
    for text in vector.other { #expect(pattern.match(text) == .differs, "\(text)") }
  }

  @Test(
    "that are none are refused",
    arguments: [
      "(", ")", "[", "[a", "*", "a**", "+a", "[b-a]", "a{2,1}", "\\", "\\a", "\\Z",
      "(?<n>a)(?<n>b)",
      "\\k<n>", "(?i)a", "(?>a)", "\\p{Nope}", "\\xZZ", "^*", "\\1", "(?<=a)*",
    ])
  func refuses(_ text: String) {
    #expect(throws: PatternError.self) { try Pattern(text) }
  }

  @Test(
    "that would take for ever give no verdict",
    arguments: ["^(a+)+$", "^(a|a)*$", "^(.*)*,$", "(x+x+)+y"])
  func catastrophe(_ text: String) throws {
    let subject = String(repeating: text.contains("x") ? "x" : "a", count: 5_000) + "!"
    #expect(try Pattern(text).match(subject) == .undecided)
  }

  @Test("are anchored without a look at eight megabytes")
  func longSubject() throws {
    let subject = "data:image/png;base64," + String(repeating: "A", count: 8 << 20)
    #expect(try Pattern("^data:image/").match(subject) == .matches)
    #expect(try Pattern("^https?:").match(subject) == .differs)
  }

  @Test("that unfold without end or nest without end are refused")
  func tooLarge() {
    #expect(throws: PatternError.tooLong(20_000)) { try Pattern("((ab){1000}){1000}") }
    let deep = String(repeating: "(", count: 1_000) + String(repeating: ")", count: 1_000)
    #expect(throws: PatternError.tooDeep(64)) { try Pattern(deep) }
  }

  @Test("that are cut off anywhere are refused or read, never worse", arguments: vectors)
  func truncated(_ vector: Vector) {
    for count in vector.pattern.unicodeScalars.indices {
      _ = try? Pattern(String(vector.pattern.unicodeScalars[..<count]))
    }
  }
}
