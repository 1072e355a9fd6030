import StrictJSON
import Testing

@testable import OpenAPIContract

@Suite("Formats")
struct FormatTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let format: Format
    let good: [String]
    let bad: [String]

    var testDescription: String { format.rawValue }
  }

  static let vectors: [Vector] = [
    Vector(
      format: .dateTime,
      good: [
        "2025-05-26T01:00:21Z", "2025-05-26t01:00:21.198325z", "2024-02-29T23:59:60Z",
        "1998-12-31T15:59:60.5-08:00", "0000-01-01T00:00:00+23:59",
      ],
      bad: [
        "", "2025-05-26", "2025-05-26 01:00:21Z", "2025-02-29T00:00:00Z", "2025-05-26T24:00:00Z",
        "2025-05-26T01:00:21", "2025-05-26T01:00:21.Z", "2025-05-26T22:59:60Z",
        "2025-5-26T01:00:21Z", "2025-05-26T01:00:21+0800", "2025-05-26T01:0０:21Z",
        "2025-05-26T01:00:21ZZ",
      ]),
    Vector(
      format: .date, good: ["2025-12-31", "2000-02-29"],
      bad: [
        "1900-02-29", "2025-13-01", "2025-00-01", "2025-04-31", "25-01-01", "2025-1-1",
        "2025/01/01",
      ]),
    Vector(
      format: .time, good: ["01:00:21Z", "23:59:60Z"], bad: ["1:00:21Z", "01:60:00Z", "01:00:00"]),
    Vector(
      format: .email,
      good: [
        "a@b", "a.b+c@x.example", "\"a b\"@x.com", "é@x.com", "a@[127.0.0.1]", "a@[IPv6:::1]",
      ],
      bad: ["", "a", "@b", "a@", ".a@b", "a.@b", "a..b@c", "a b@c", "a@-b", "a@b_c", "\"a\"b\"@c"]),
    Vector(
      format: .hostname, good: ["a", "example.com", "1and1.de", "xn--fiq228c"],
      bad: ["", "-a", "a-", "a..b", "a_b", ".a", "a.", String(repeating: "a", count: 64)]),
    Vector(
      format: .ipv4, good: ["127.0.0.1", "0.0.0.0", "255.255.255.255"],
      bad: ["127.0.0", "127.0.0.1.1", "256.0.0.1", "01.2.3.4", "1.2.3.4 ", "1..2.3"]),
    Vector(
      format: .ipv6,
      good: ["::", "::1", "1::", "1:2:3:4:5:6:7:8", "::ffff:127.0.0.1", "1::8", "1:2:3:4:5:6:7::"],
      bad: [
        "", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "::127.0.0.256",
        "fe80::1%eth0", "1:2:3:4:5:6:7::8", ":1:2:3:4:5:6:7", "127.0.0.1",
      ]),
    Vector(
      format: .uri,
      good: [
        "https://example.com/a.png?x=1#y", "urn:a:b", "data:image/png;base64,AA==",
        "http://[::1]:80/",
        "mailto:a@b", "http://a:b@c/%20", "file:///a",
      ],
      bad: [
        "", "/a", "//a/b", "a", "http://a b", "http://a/%2", "http://[::1", "http://a:b/",
        "1http://a",
        "http://a/一", "http://a/<", "http://a#b#c", ":a",
      ]),
    Vector(
      format: .uriReference, good: ["", "/a", "//a/b", "a", "?x", "#y", "./a:b", "https://a"],
      bad: ["a b", "1:b", "\\\\a", "#a#b", "%"]),
    Vector(
      format: .uuid,
      good: ["00000000-0000-0000-0000-00000000000F", "2eb8aa08-aa98-11ea-b4aa-73b441d16380"],
      bad: ["", "2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638g"]),
    Vector(
      format: .byte, good: ["", "AA==", "AAA=", "+/aZ"],
      bad: ["A", "AA=A", "A===", "AA", "-_==", "===="]),
  ]

  @Test("are held to", arguments: vectors)
  func formats(_ vector: Vector) {
    for text in vector.good { #expect(vector.format.admits(text), "\(text)") }
    for text in vector.bad { #expect(!vector.format.admits(text), "\(text)") }
  }

  static let numberVectors: [(Format, String, Bool)] = [
    (.int32, "2147483647", true), (.int32, "-2147483648", true), (.int32, "2147483648", false),
    (.int32, "1.5", false), (.int32, "1e99", false), (.int64, "9223372036854775807", true),
    (.int64, "-9223372036854775808", true), (.int64, "9223372036854775808", false),
    (.int64, "0.5", false), (.date, "5", true),
  ]

  @Test("of numbers are held to, and a number has no format of a text", arguments: numberVectors)
  func numbers(_ format: Format, _ text: String, _ isGood: Bool) throws {
    #expect(try format.admits(#require(JSONNumber(text))) == isGood)
  }

  @Test("that are not known are reported as unchecked")
  func unknownFormat() throws {
    let contract = try Page.compile(Page.posting("type: string\nformat: color"))
    #expect(contract.unchecked.map(\.words) == ["format: color"])
    #expect(contract.unchecked.map(\.line) == [11])
    #expect(try contract.operations[0].messages(#""x""#) == [])
  }

  @Test("float and double ask for nothing", arguments: ["float", "double"])
  func idle(_ name: String) throws {
    #expect(try Page.compile(Page.posting("type: number\nformat: \(name)")).unchecked.isEmpty)
  }
}
