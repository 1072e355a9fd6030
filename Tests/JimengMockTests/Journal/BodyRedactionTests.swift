import HTTPTransport
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct BodyRedactionTests {
  /// A body as it was sent, and as it is stored.
  static let json = [
    (#"{ "api_key" : "sk-1", "prompt":"a" }"#, #"{ "api_key" : "***", "prompt":"a" }"#),
    (#"{"apiKey":"1","Token":"2"}"#, #"{"apiKey":"***","Token":"***"}"#),
    (#"{"authorization":"Bearer 1"}"#, #"{"authorization":"***"}"#),
    (#"{"password":"a\"b","secret":""}"#, #"{"password":"***","secret":""}"#),
    (#"{"k\u0065y":"1"}"#, #"{"k\u0065y":"***"}"#),
    (#"{"auth":{"ak":"1","id":2},"a":"b"}"#, #"{"auth":{"ak":"***","id":2},"a":"b"}"#),
    (#"{"keys":["1",["2"]],"a":["b"]}"#, #"{"keys":["***",["***"]],"a":["b"]}"#),
    (#"[{"a":{"token":"1"}},"token"]"#, #"[{"a":{"token":"***"}},"token"]"#),
    (#"{"max_tokens":5,"prompt":"a"}"#, #"{"max_tokens":5,"prompt":"a"}"#),
    (#"{"token":null,"prompt":"a"}"#, #"{"token":null,"prompt":"a"}"#),
    (#"{"prompt":"token: 1, key=2"}"#, #"{"prompt":"token: 1, key=2"}"#),
    (#"{"key":"1""#, #"{"key":"***""#),
  ]

  static let otherText = [
    (#"{"prompt":"a","api_key":"sk-1"#, #"{"prompt":"a","api_key":"***"#),
    (#"{"prompt":"say "hi", "api_key":"1"}"#, #"{"prompt":"say "hi", "api_key":"***"}"#),
    (#"{'api_key': 'sk-1', 'prompt': 'a'}"#, #"{'api_key': '***', 'prompt': 'a'}"#),
    ("{api_key: sk-1, a: b}\nc", "{api_key: ***\nc"),
    ("api_key=1&prompt=a", "api_key=***&prompt=a"), ("a=b&api%5Fkey=1", "a=b&api%5Fkey=***"),
    (#"{"a":"{\"token\":\"1\"}","b":"#, #"{"a":"{\"token\":\"***\"}","b":"#),
    (#"{"auth":{"a":"1"},"#, #"{"auth":***"#), ("key", "key"), ("key=", "key="), ("=", "="),
    (#"{"k\u0065y":"1","#, #"{"k\u0065y":"***","#),
  ]

  @Test("stores a body without its keys, and every other byte as it was", arguments: json)
  func document(sent: String, stored: String) throws {
    #expect(try Self.stored(sent) == stored)
  }

  @Test("stores without its keys what is no JSON", arguments: otherText)
  func anyText(sent: String, stored: String) throws {
    #expect(try Self.stored(sent) == stored)
  }

  @Test("finds a key in the beginning of a body that is not kept whole")
  func beginning() throws {
    let text = #"{"prompt":"a","token":"12345678901234567890"}"#
    for count in 0...text.utf8.count {
      let limits = JournalLimits(bodyBytesMax: count)
      #expect(try !Self.stored(text, limits: limits).contains("1"), "\(count)")
    }
  }

  @Test("masks what a violation tells of a member that is a key, or holds one")
  func violation() throws {
    var validation = JournalSample.validation(
      try JournalSample.violation("/auth/token", rule: .type, actual: #""sk-1""#),
      try JournalSample.violation("/extra", rule: .type, actual: #"{"api_key":"sk-1"}"#),
      try JournalSample.violation("/duration", rule: .type, actual: #""7""#))
    Redaction.redact(&validation)
    #expect(validation.violations.map(\.actual) == ["***", #"{"api_key":"***"}"#, #""7""#])
    #expect(!validation.violations.contains { $0.message.contains("sk-1") })
  }

  private static func stored(
    _ text: String, limits: JournalLimits = .default
  ) throws -> String {
    var journal = Journal(session: "s", limits: limits)
    try journal.submit(text)
    let entry = try #require(journal.first)
    switch entry.body(readsJSON: false) {
    case .text(let text): return text
    case .empty: return ""
    case .json, .base64: return "not kept as text"
    }
  }
}
