import HTTPTransport
import OpenAPIContract
import StrictJSON
import TestSupport
import Testing

@testable import JimengMock

/// Against what HAR 1.2 asks of its objects, in our own words.
@Suite struct HARExportTests {
  @Test("writes an archive that has every part that HAR 1.2 requires")
  func shape() throws {
    let log = try #require(try Self.export()["log"])
    #expect(log["version"] == "1.2")
    #expect(log["creator"] == ["name": "jimeng-mock", "version": "1.0"])
    for entry in try #require(log["entries"]?.array) {
      #expect(
        Self.missing(
          ["startedDateTime", "time", "request", "response", "cache", "timings"], in: entry) == [])
      #expect(
        Self.missing(
          [
            "method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize",
            "bodySize",
          ],
          in: entry["request"]) == [])
      #expect(
        Self.missing(
          [
            "status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL",
            "headersSize", "bodySize",
          ], in: entry["response"]) == [])
      #expect(Self.missing(["size", "mimeType"], in: entry["response"]?["content"]) == [])
      for name in ["send", "wait", "receive"] {
        #expect(try #require(entry["timings"]?[name]?.number?.double) >= 0)
      }
    }
  }

  @Test("keeps a body as it was sent, and counts its time")
  func content() throws {
    let entry = try #require(try Self.export()["log"]?["entries"]?.array?.first)
    #expect(
      entry["request"]?["url"] == "http://127.0.0.1:4310/jimeng/submit/videos?key=***&a=b%20c")
    #expect(entry["request"]?["postData"]?["text"] == "{ \"prompt\" : \"a cat\" }")
    #expect(entry["request"]?["postData"]?["mimeType"] == "application/json")
    #expect(
      entry["request"]?["queryString"] == [
        ["name": "key", "value": "***"], ["name": "a", "value": "b c"],
      ])
    #expect(entry["time"]?.number?.text == "2.000")
    #expect(entry["timings"]?["wait"] == 2)
    #expect(entry["response"]?["content"]?["mimeType"] == "application/json")
    #expect(
      entry["response"]?["headers"] == [["name": "Content-Type", "value": "application/json"]])
  }

  @Test("says of an answer that never came that it has no status")
  func noAnswer() throws {
    let entry = try #require(try Self.export()["log"]?["entries"]?.array?.last)
    #expect(entry["response"]?["status"] == 0)
    #expect(entry["request"]?["postData"]?["comment"] == nil)
  }

  @Test("writes a URL where the target is none")
  func url() throws {
    var journal = Journal(session: "s")
    journal.append(
      JournalExchange(connection: 1, time: 0),
      request: try JournalSample.request("GET", "/{{BASE_URL}}/a?b=^"), answer: nil)
    let json = HARExport(baseURL: "http://x", version: "1").json(journal)
    let entry = try #require(json["log"]?["entries"]?.array?.first)
    #expect(entry["request"]?["url"] == "http://x/%7B%7BBASE_URL%7D%7D/a?b=%5E")
  }

  @Test(
    "gives every request the URL that it was for (RFC 9112 §3.3)",
    arguments: [
      ("GET", "/a?b", "http://x:1/a?b"), ("GET", "http://y/a", "http://x:1/a"),
      ("GET", "http://y", "http://x:1/"), ("OPTIONS", "*", "http://x:1"),
      ("CONNECT", "a:1", "http://a:1"),
    ])
  func targetURL(method: String, target: String, url: String) throws {
    var journal = Journal(session: "s")
    journal.append(
      JournalExchange(connection: 1, time: 0),
      request: try JournalSample.request(method, target), answer: nil)
    let json = HARExport(baseURL: "http://x:1", version: "1").json(journal)
    #expect(json["log"]?["entries"]?.array?.first?["request"]?["url"] == .string(url))
  }

  @Test("leaves out, and counts, what has neither method nor URL")
  func noRequestLine() throws {
    var journal = Journal(session: "s")
    journal.append(
      JournalExchange(connection: 1, time: 0, refusal: "no", outcome: .refused),
      request: HTTPRequest(), answer: JournalSample.answer(400))
    try journal.submit()
    let log = HARExport(baseURL: "http://x", version: "1").json(journal)["log"]
    #expect(log?["entries"]?.array?.map { $0["request"]?["method"] } == ["POST"])
    #expect(
      log?["comment"] == """
        0 older requests were not kept; 1 whose request line could not be read is left out
        """)
  }

  @Test("tells the version that the request was sent in")
  func version() throws {
    var journal = Journal(session: "s")
    journal.append(
      JournalExchange(connection: 1, time: 0),
      request: try HTTPRequest.read("GET / HTTP/1.0\r\n\r\n"), answer: JournalSample.answer())
    let json = HARExport(baseURL: "http://x", version: "1").json(journal)
    let entry = try #require(json["log"]?["entries"]?.array?.first)
    #expect(entry["request"]?["httpVersion"] == "HTTP/1.0")
    #expect(entry["response"]?["httpVersion"] == "HTTP/1.1")
  }

  @Test("has of an answer what was sent of it")
  func cutAnswer() throws {
    var journal = Journal(session: "s")
    let ticket = try journal.submit()
    journal.conclude(ticket, .truncated, bytesWritten: 7, at: 1)
    journal.append(
      JournalExchange(connection: 1, time: 0),
      request: try JournalSample.request("HEAD", "/"), answer: JournalSample.answer())
    let json = HARExport(baseURL: "http://x", version: "1").json(journal)
    let answers = try #require(json["log"]?["entries"]?.array).compactMap { $0["response"] }
    #expect(answers.map { $0["bodySize"] } == [7, 0])
    #expect(answers.map { $0["content"]?["size"] } == [7, 0])
    #expect(answers.map { $0["content"]?["text"] } == [#"{"code""#, ""])
    #expect(answers.allSatisfy { $0["content"]?["comment"] == nil })
  }

  @Test("takes bytes that are no HTTP for no answer")
  func randomBytes() throws {
    var journal = Journal(session: "s")
    let ticket = journal.append(
      JournalExchange(connection: 1, time: 0, outcome: .malformed),
      request: try JournalSample.request(), answer: nil)
    journal.conclude(ticket, .malformed, bytesWritten: 256, at: 1)
    let json = HARExport(baseURL: "http://x", version: "1").json(journal)
    let answer = json["log"]?["entries"]?.array?.first?["response"]
    #expect(answer?["bodySize"] == 0 && answer?["content"]?["size"] == 0)
  }

  @Test("has the text of what was posted, and so no params")
  func postData() throws {
    let entry = try #require(try Self.export()["log"]?["entries"]?.array?.first)
    #expect(entry["request"]?["postData"]?["params"] == nil)
  }

  private static func export() throws -> JSONValue {
    var journal = Journal(session: "s")
    let ticket = journal.append(
      JournalExchange(connection: 1, time: 0),
      request: try JournalSample.request(
        "POST", "/jimeng/submit/videos?key=secret&a=b%20c", body: "{ \"prompt\" : \"a cat\" }"),
      answer: JournalSample.answer())
    journal.conclude(ticket, .answered, bytesWritten: 10, at: 2_000_000)
    journal.append(
      JournalExchange(connection: 1, time: 0, outcome: .neverAnswered),
      request: try JournalSample.request("GET", "/"), answer: nil)
    return HARExport(baseURL: "http://127.0.0.1:4310", version: "1.0").json(journal)
  }

  private static func missing(_ names: [String], in value: JSONValue?) -> [String] {
    names.filter { value?[$0] == nil }
  }
}
