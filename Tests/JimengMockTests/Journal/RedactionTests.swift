import HTTPTransport
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct RedactionTests {
  struct Vector: CustomTestStringConvertible {
    let what: String
    let name: String
    let value: String
    let stored: String
    var testDescription: String { what }
  }

  static let fields = [
    Vector(what: "a bearer", name: "Authorization", value: "Bearer sk-1", stored: "Bearer ***"),
    Vector(
      what: "a bearer in lower case", name: "authorization", value: "bearer x", stored: "bearer ***"
    ),
    Vector(what: "a bare key", name: "Authorization", value: "sk-1", stored: "***"),
    Vector(what: "two words, no scheme", name: "Authorization", value: "sk one", stored: "***"),
    Vector(what: "Bearer and no key", name: "Authorization", value: "Bearer", stored: "Bearer"),
    Vector(
      what: "Bearer grown together with its key", name: "Authorization", value: "Bearersk",
      stored: "***"),
    Vector(what: "an empty field", name: "Authorization", value: "", stored: ""),
    Vector(
      what: "for a proxy", name: "Proxy-Authorization", value: "Basic eA==", stored: "Basic ***"),
    Vector(what: "cookies", name: "Cookie", value: "a=b; c=d", stored: "***"),
    Vector(what: "an API key", name: "X-Api-Key", value: "1", stored: "***"),
    Vector(what: "an API key of another house", name: "x-goog-api-key", value: "1", stored: "***"),
    Vector(what: "an upstream's secret", name: "mj-api-secret", value: "1", stored: "***"),
    Vector(
      what: "the page that linked here", name: "Referer", value: "http://x/?key=1&a=2",
      stored: "http://x/?key=***&a=2"),
    Vector(
      what: "a user and a password there", name: "Referer", value: "http://u:p@w@x/@a",
      stored: "http://***@x/@a"),
    Vector(
      what: "a fragment there", name: "Referer", value: "http://x/a#key=1?token=2",
      stored: "http://x/a#***"),
    Vector(
      what: "all of it there", name: "referer", value: "http://u@x?a=1&sk=2#f",
      stored: "http://***@x?a=1&sk=***#***"),
    Vector(
      what: "nothing of it there", name: "Referer", value: "about:blank", stored: "about:blank"),
    Vector(what: "who asks", name: "Origin", value: "http://u:p@x", stored: "http://***@x"),
    Vector(what: "several keys", name: "X-Api-Keys", value: "1", stored: "***"),
    Vector(what: "the name of a key", name: "X-Key-Id", value: "1", stored: "***"),
    Vector(what: "the field of answers", name: "Authentication", value: "1", stored: "***"),
    Vector(what: "a bearer by itself", name: "X-Bearer", value: "1", stored: "***"),
    Vector(what: "a web token", name: "X-Jwt", value: "1", stored: "***"),
    Vector(what: "several tokens", name: "X-Tokens", value: "1", stored: "***"),
    Vector(what: "a password in short", name: "X-Pwd", value: "1", stored: "***"),
    Vector(what: "a numbered key", name: "X-Api-Key-2", value: "1", stored: "***"),
    Vector(what: "a secret key in short", name: "X-Sk", value: "1", stored: "***"),
    Vector(what: "a word that ends so", name: "X-Task", value: "1", stored: "1"),
    Vector(what: "a field that holds no key", name: "Accept", value: "*/*", stored: "*/*"),
    Vector(what: "a name that only begins so", name: "Key-Count", value: "2", stored: "2"),
  ]

  @Test("stores a header field without its key", arguments: fields)
  func field(vector: Vector) throws {
    let entry = try entry("/", headers: [(vector.name, vector.value)])
    #expect(entry.headers.first { $0.name == vector.name }?.value == vector.stored)
  }

  static let queries = [
    ("key=1", "key=***"), ("api_key=1&a=2", "api_key=***&a=2"), ("a=2&token=1", "a=2&token=***"),
    ("access_token=1=2", "access_token=***"), ("API-KEY=1", "API-KEY=***"),
    ("api%5Fkey=1", "api%5Fkey=***"), ("apikey[]=1", "apikey[]=***"), ("key=", "key=***"),
    ("key", "key"), ("a=1;key=2", "a=1;key=***"), ("key=1;2&a=3", "key=***&a=3"),
    ("a=1?key=2", "a=1?key=***"), ("", ""), ("&&a=1&", "&&a=1&"), ("keys=1", "keys=***"),
    ("sk=1&ak=2&jwt=3", "sk=***&ak=***&jwt=***"), ("task=1&pk2=1", "task=1&pk2=1"),
    ("secretKey=1", "secretKey=***"), ("2=1", "2=1"),
  ]

  @Test("stores a query without its keys", arguments: queries)
  func query(sent: String, stored: String) {
    #expect(Redaction.query(sent) == stored)
  }

  @Test("masks what a violation tells of a key, in each of its parts")
  func violation() throws {
    let entry = try entry(
      "/", headers: [],
      validation: JournalSample.validation(
        try JournalSample.violation(
          "/Authorization", location: .header, rule: .pattern, expected: "^Bearer ",
          actual: "\"sk-secret\"")))
    #expect(!JSONWriter.string(entry.json).contains("sk-secret"))
    #expect(entry.violations.first?.actual == "***")
  }

  @Test("lets no byte of a secret through, wherever a client puts it", arguments: 0..<300)
  func property(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let secret = Self.secret(&generator)
    var journal = Journal(session: "s")
    let request = try Self.request(hiding: secret, &generator)
    let violation = try JournalSample.violation(
      "/authorization", location: .header, rule: .pattern, actual: "Bearer \(secret)")
    journal.append(
      JournalExchange(connection: 1, time: 0, validation: JournalSample.validation(violation)),
      request: request, answer: JournalSample.answer())
    let entry = try #require(journal.first)
    var validation = JournalSample.validation(violation)
    Redaction.redact(&validation)
    let texts = [
      JSONWriter.string(entry.json),
      JSONWriter.string(HARExport(baseURL: "http://x", version: "1").json(journal)),
      entry.path + validation.violations.map(\.message).joined(),
    ]
    for text in texts { #expect(!text.contains(secret), "\(secret) in \(text)") }
  }

  /// Letters that may stand in a header field and raw in a query, separators of both included.
  private static func secret(_ generator: inout SeededGenerator) -> String {
    let letters = Array("abcXYZ0189-_.~;?=/:+*")
    let count = Int.random(in: 6...40, using: &generator)
    let tail = (0..<count).map { _ in letters.randomElement(using: &generator) ?? "x" }
    return "zq" + String(tail) + "9"
  }

  private static func request(
    hiding secret: String, _ generator: inout SeededGenerator
  ) throws -> HTTPRequest {
    var headers = [("Accept", "*/*")]
    var pairs = ["a=1"]
    switch Int.random(in: 0..<3, using: &generator) {
    case 0:
      let names = ["Authorization", "AUTHORIZATION", "proxy-authorization"]
      let schemes = ["", "Bearer ", "bearer ", "Basic ", "Token "]
      headers.append(
        (
          names.randomElement(using: &generator) ?? "",
          (schemes.randomElement(using: &generator) ?? "") + secret
        ))
    case 1:
      let names = ["X-Api-Key", "x-api-key", "Api-Key", "Cookie", "X-Auth-Token"]
      headers.append((names.randomElement(using: &generator) ?? "", secret))
    default:
      let names = ["key", "api_key", "token", "access_token", "API%5FKEY", "b=2;key"]
      pairs.append((names.randomElement(using: &generator) ?? "") + "=" + secret)
    }
    pairs.shuffle(using: &generator)
    headers.shuffle(using: &generator)
    return try JournalSample.request(
      "POST", "/x?" + pairs.joined(separator: "&"), headers: headers)
  }

  private func entry(
    _ target: String, headers: [(String, String)], validation: ValidationResult = ValidationResult()
  ) throws -> JournalEntry {
    var journal = Journal(session: "s")
    journal.append(
      JournalExchange(connection: 1, time: 0, validation: validation),
      request: try JournalSample.request("POST", target, headers: headers),
      answer: JournalSample.answer())
    return try #require(journal.first)
  }
}
