import HTTPTransport
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

/// The handler between the transport and the journal, without a socket.
@Suite struct MockHandlerTests {
  private static let body =
    #"{"prompt":"a cat","duration":5,"aspect_ratio":"16:9","cfg_scale":0.5}"#

  private let bench: AdminBench
  private let handler: MockHandler

  init() throws {
    bench = try AdminBench {
      $0.log = .off
      $0.recordsContractUsage = true
    }
    handler = MockHandler(bench.state, chaos: ChaosPlan())
  }

  private func submit(_ scenario: String) throws -> HTTPResponse {
    let request = try JournalSample.request(
      headers: [("Content-Type", "application/json"), ("Prefer", "scenario=\(scenario)")],
      body: Self.body)
    var response = HTTPResponse()
    handler.respond(to: request, at: bench.now, into: &response)
    return response
  }

  private func entry(_ id: Int, session: String = "default") throws -> JSONValue {
    try #require(bench.state.sessions.existing(session)?.journal.entry(id)).json
  }

  private func refuse(_ text: String, _ session: String = "default") throws -> JSONValue {
    var parser = HTTPRequestParser()
    var response = HTTPResponse()
    let refusal = #expect(throws: HTTPRefusal.self) {
      try Array(text.utf8).withUnsafeBufferPointer { bytes throws(HTTPRefusal) in
        _ = try parser.parse(bytes)
      }
    }
    response.status = try #require(refusal).status
    handler.refuse(try #require(refusal), of: parser.request, at: bench.now, into: &response)
    return try entry(1, session: session)
  }

  @Test("records what the server refuses, with as much as is known of it")
  func recordsRefusals() throws {
    let entry = try refuse("POST /session/a/x?token=k HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "a")
    #expect(entry["method"] == "POST")
    #expect(entry["path"] == "/x")
    #expect(entry["target"] == "/session/a/x?token=***")
    #expect(entry["outcome"] == "refused")
    #expect(entry["refused"] == "there is more than one Host field (RFC 9112 §3.2)")
    #expect(entry["status"] == 400)
  }

  @Test("what is no HTTP stands in the contract usage as a violation; a broken connection does not")
  func refusalsInUsage() throws {
    _ = try refuse("POST /session/a/x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "a")
    var response = HTTPResponse()
    let others: [HTTPRefusal] = [
      .tooManyConnections, .tooManyBodyBytes, .endedEarly, .headTooSlow, .bodyTooSlow,
    ]
    for refusal in others {
      handler.refuse(refusal, of: HTTPRequest(), at: bench.now, into: &response)
    }
    let usage = try #require(bench.state.contractUsage)
    #expect(usage.requestCount == 1 && usage.brokenCount == 1)
    let entry = try #require(usage.entries.first)
    #expect(entry.method == "POST" && entry.path == "/x")
    #expect(entry.numbers.map(\.description) == ["a#1"])
    let message = "HTTP: there is more than one Host field (RFC 9112 §3.2)"
    #expect(entry.violations.map(\.message) == [message])
  }

  @Test("records what is no request without inventing a method or path")
  func recordsNoise() throws {
    let entry = try refuse("no request at all\r\n\r\n")
    #expect(entry["method"] == "-")
    #expect(entry["path"] == "-")
    #expect(entry["status"] == 400)
  }

  @Test("records no connection too many: it has sent nothing")
  func ignoresFullHouse() {
    var response = HTTPResponse()
    handler.refuse(.tooManyConnections, of: HTTPRequest(), at: bench.now, into: &response)
    #expect(bench.state.sessions.standard.journal.isEmpty)
  }

  @Test(
    "learns how an answer ended that was not sent at once",
    arguments: [
      ("slow", true, "delayed", "answered"), ("slow", false, "delayed", "client-gone"),
      ("slow-dribble", false, "delayed", "client-gone"),
      ("truncated-body", true, "truncated", "truncated"),
      ("truncated-body", false, "truncated", "client-gone"),
      ("never-answers", false, "never-answered", "never-answered"),
      ("stall", false, "stalled", "stalled"),
    ])
  func concludes(scenario: String, isComplete: Bool, before: String, after: String) throws {
    let response = try submit(scenario)
    #expect(!response.isImmediate)
    #expect(try entry(1)["outcome"] == .string(before))
    #expect(try entry(1)["durationMilliseconds"]?.isNull == true)
    bench.monotonicNanoseconds += 1
    handler.deliveryEnded(
      HTTPDelivery.End(isComplete: isComplete, contentByteCount: 7), on: 0, at: bench.now)
    #expect(try entry(1)["outcome"] == .string(after))
    #expect(try entry(1)["bytesWritten"] == 7)
    #expect(try entry(1)["durationMilliseconds"]?.number != nil)
  }

  @Test("concludes the answers of one connection in their order, and after a reset none")
  func concludesInOrder() throws {
    _ = try submit("slow")
    _ = try submit("slow")
    for count in 1...2 {
      handler.deliveryEnded(
        HTTPDelivery.End(isComplete: true, contentByteCount: count), on: 0, at: bench.now)
    }
    #expect(try entry(1)["bytesWritten"] == 1)
    #expect(try entry(2)["bytesWritten"] == 2)
    _ = try submit("slow")
    bench.state.sessions.standard.reset(at: bench.now)
    _ = try submit("connection-reset")
    handler.deliveryEnded(
      HTTPDelivery.End(isComplete: true, contentByteCount: 9), on: 0, at: bench.now)
    #expect(try entry(1)["outcome"] == "reset")
    #expect(try entry(1)["bytesWritten"] == 0)
  }

  @Test("masks a field of the page too, when it is named as a key is")
  func masksFieldOfPage() throws {
    let page = """
      {"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{"/make":{"post":{
      "requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{
      "api_key":{"type":"string"},"prompt":{"type":"string"}}}}}},
      "responses":{"200":{"description":"ok"}}}}}}
      """
    let contract = try Contract.compile(SpecLoader.load(Array(page.utf8), name: "page.json"))
    let services = try ServiceLoader.load(pages: [contract])
    let bench = try AdminBench { $0.loadedServices = services }
    var response = HTTPResponse()
    MockHandler(bench.state, chaos: ChaosPlan()).respond(
      to: try JournalSample.request(
        "POST", "/make", body: #"{"api_key":"sk-1","prompt":"a"}"#),
      at: bench.now, into: &response)
    let entry = try #require(bench.state.sessions.standard.journal.first)
    #expect(entry.violations.isEmpty && entry.validation.warnings.isEmpty)
    #expect(entry.json["body"] == ["api_key": "***", "prompt": "a"])
  }

  @Test("records the fields of an answer")
  func recordsAnswerFields() throws {
    _ = try submit("balance-too-low")
    let names = try entry(1)["responseHeaders"]?.array?.compactMap { $0["name"]?.string }
    #expect(names == ["X-Oneapi-Request-Id", "Mock-Scenario", "Content-Type"])
  }
}
