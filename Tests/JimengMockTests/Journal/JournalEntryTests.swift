import HTTPTransport
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct JournalEntryTests {
  @Test("tells a request by the names that its readers rely on")
  func names() throws {
    var journal = Journal(session: "blue")
    let exchange = JournalExchange(
      connection: 7, time: 1_748_221_221_143_198_000,
      pathPrefixCount: "/session/blue".utf8.count,
      validation: JournalSample.validation(try JournalSample.violation()),
      scenario: AppliedScenario(name: "rate-limited", source: .queue))
    journal.append(
      exchange,
      request: try JournalSample.request(
        "POST", "/session/blue/jimeng/submit/videos?a=1", body: #"{"duration":7}"#),
      answer: JournalSample.answer(429, ""))
    let json = try #require(journal.first).json
    #expect(json["id"] == 1)
    #expect(json["session"] == "blue")
    #expect(json["connection"] == 7)
    #expect(json["time"] == "2025-05-26T01:00:21.143Z")
    #expect(json["method"] == "POST")
    #expect(json["path"] == "/jimeng/submit/videos")
    #expect(json["query"] == "a=1")
    #expect(json["target"] == "/session/blue/jimeng/submit/videos?a=1")
    #expect(json["headers"]?.array?.first == ["name": "Host", "value": "127.0.0.1:4310"])
    #expect(json["body"] == ["duration": 7])
    #expect(json["bodyKind"] == "json")
    #expect(json["violations"]?.array?.first?["pointer"] == "/duration")
    #expect(json["scenario"] == "rate-limited")
    #expect(json["via"] == "queue")
    #expect(json["status"] == 429)
    #expect(json["response"] == .null)
    #expect(json["responseKind"] == "empty")
    #expect(json["outcome"] == "answered")
  }

  @Test("has no status when nothing was answered that has one")
  func noAnswer() throws {
    var journal = Journal(session: "s")
    journal.append(
      JournalExchange(connection: 1, time: 0, outcome: .reset),
      request: try JournalSample.request(), answer: nil)
    let json = try #require(journal.first).json
    #expect(json["status"] == .null)
    #expect(json["outcome"] == "reset")
  }

  @Test("takes a prefix that is longer than the path for all of it")
  func longPrefix() throws {
    var journal = Journal(session: "s")
    journal.append(
      JournalExchange(connection: 1, time: 0, pathPrefixCount: 1000),
      request: try JournalSample.request(), answer: nil)
    #expect(journal.first?.path == "")
  }

  struct Vector: CustomTestStringConvertible {
    let what: String
    let bytes: [UInt8]
    var isWhole = true
    let kind: String
    let json: JSONValue
    var testDescription: String { what }
  }

  static let contents = [
    Vector(what: "nothing", bytes: [], kind: "empty", json: .null),
    Vector(what: "JSON", bytes: Array("[1]".utf8), kind: "json", json: [1]),
    Vector(what: "text", bytes: Array("{a".utf8), kind: "text", json: "{a"),
    Vector(what: "no text", bytes: [0xFF, 0x00], kind: "base64", json: "/wA="),
    Vector(
      what: "the beginning of JSON that would be JSON", bytes: Array("12".utf8), isWhole: false,
      kind: "text", json: "12"),
    Vector(
      what: "text cut within a character", bytes: [0x61, 0xE4, 0xB8], isWhole: false, kind: "text",
      json: "a"),
    Vector(
      what: "text cut behind a character", bytes: [0x61, 0xC3, 0xA4], isWhole: false, kind: "text",
      json: "aä"),
    Vector(
      what: "whole and ending within a character", bytes: [0x61, 0xE4, 0xB8], kind: "base64",
      json: "YeS4"),
  ]

  @Test("shows bytes as what they are", arguments: contents)
  func content(vector: Vector) {
    let content = vector.bytes.withUnsafeBufferPointer {
      RecordedContent($0, isWhole: vector.isWhole)
    }
    #expect(content.kind == vector.kind)
    #expect(content.json == vector.json)
  }

  @Test(
    "writes bytes that are not UTF-8 in base64 (RFC 4648 §4)",
    arguments: [
      ([0xFF], "/w=="), ([0xFF, 0xFE], "//4="), ([0xFF, 0xFE, 0xFD], "//79"),
      ([0xFF, 0x66, 0x6F, 0x6F, 0x62], "/2Zvb2I="),
    ] as [([UInt8], String)])
  func base64(bytes: [UInt8], encoded: String) {
    let content = bytes.withUnsafeBufferPointer { RecordedContent($0, isWhole: true) }
    #expect(content.kind == "base64" && content.json == .string(encoded))
  }

  @Test(
    "writes times in UTC",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (999_999, "1970-01-01T00:00:00.000Z"),
      (-1, "1969-12-31T23:59:59.999Z"), (Int64.max, "2262-04-11T23:47:16.854Z"),
      (Int64.min, "1677-09-21T00:12:43.145Z"),
    ] as [(Int64, String)])
  func time(nanoseconds: Int64, text: String) {
    #expect(CivilTime.timestamp(unixNanoseconds: nanoseconds) == text)
  }
}
