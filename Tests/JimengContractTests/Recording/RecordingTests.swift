import JimengClient
import StrictJSON
import Testing

@testable import JimengContract

/// What of an HTTP Archive is taken for what a case asks.
@Suite struct RecordingTests {
  private static let body = #"{"prompt":"x","duration":5,"cfg_scale":0.5}"#

  private func entry(
    method: String = "POST", url: String = "https://h/jimeng/submit/videos",
    headers: [(String, String)] = [("content-type", "application/json")], body: String? = body,
    status: Int = 200, answerHeaders: [(String, String)] = [], answer: String = "{}",
    comment: JSONValue = .null
  ) -> JSONValue {
    func pairs(_ fields: [(String, String)]) -> JSONValue {
      .array(fields.map { ["name": .string($0.0), "value": .string($0.1)] })
    }
    let posted: JSONValue =
      body.map { ["text": .string($0), "mimeType": "", "comment": comment] } ?? .null
    return [
      "request": [
        "method": .string(method), "url": .string(url), "headers": pairs(headers),
        "postData": posted,
      ],
      "response": [
        "status": .number(status), "headers": pairs(answerHeaders),
        "content": ["text": .string(answer), "size": .number(answer.utf8.count)],
      ],
    ]
  }

  private func recording(_ entries: JSONValue..., creator: String = "x") throws -> Recording {
    let archive: JSONValue = [
      "log": ["creator": ["name": .string(creator)], "entries": .array(entries)]
    ]
    return try Recording(har: Array(JSONWriter.bytes(archive)), name: "run.har")
  }

  private func request(
    path: String = "/jimeng/submit/videos",
    headers: [(name: String, value: String)] = [("Content-Type", "application/json")],
    body: String = body, isAnonymous: Bool = false
  ) -> CaseRequest {
    CaseRequest(
      method: "POST", path: path, headers: headers, body: Array(body.utf8),
      isAnonymous: isAnonymous)
  }

  private func count(_ entry: JSONValue, _ request: CaseRequest) throws -> Int {
    try recording(entry).exchanges.count { $0.isAsked(by: request) }
  }

  @Test(
    "a body is the same as JSON, each number as it is written",
    arguments: [
      (#"{ "duration":5, "cfg_scale":0.5,"prompt":"x"}"#, 1),
      (#"{"prompt":"x","duration":5.0,"cfg_scale":0.5}"#, 0),
      (#"{"prompt":"x","duration":5,"cfg_scale":0.5,"a":1}"#, 0),
      (#"{"prompt":"x","duration":5,"duration":5,"cfg_scale":0.5}"#, 0),
      (#"{"prompt":"x","duration":"5","cfg_scale":0.5}"#, 0), ("", 0), ("no JSON", 0),
    ])
  func bodies(body: String, count: Int) throws {
    #expect(try self.count(entry(body: body), request()) == count)
    #expect(try self.count(entry(body: body), request(body: body)) == 1, "by its bytes")
  }

  @Test("header fields are the same as far as they decide")
  func headers() throws {
    let type = ("Content-Type", "application/json")
    let any = entry(headers: [type, ("User-Agent", "u"), ("Accept", "*/*")])
    #expect(try count(any, request()) == 1)
    let problem = entry(headers: [type, ("Accept", "application/problem+json")])
    #expect(try count(problem, request()) == 0)
    #expect(try count(entry(headers: [("Content-Type", "text/plain")]), request()) == 0)
    #expect(try count(entry(headers: []), request()) == 0)
    #expect(try count(entry(), request(headers: [])) == 0)
    #expect(try count(entry(headers: []), request(headers: [])) == 1)
    let keyed = entry(headers: [type, ("Authorization", "Bearer ***")])
    #expect(try count(keyed, request()) == 1)
    #expect(try count(keyed, request(isAnonymous: true)) == 0)
    #expect(try count(entry(), request(isAnonymous: true)) == 1)
    #expect(try count(entry(status: 401), request()) == 0, "the key was another")
    let wrong = request(
      headers: [("Content-Type", "application/json"), ("Authorization", "Bearer none")])
    #expect(try count(keyed, wrong) == 0)
  }

  @Test("the case's own path comes first, then one below a base URL")
  func paths() throws {
    let suite = try ContractSuite.builtIn(profile: .gateway)
    let found = try #require(suite.cases.first { $0.id == "gateway-unknown-v1" })
    let body = String(decoding: found.request.body ?? [], as: UTF8.self)
    let exact = entry(url: "https://h/v1/x", body: body, status: 404)
    let below = entry(url: "https://h/api/v1/x#part", body: body, status: 405)
    #expect(try recording(below, exact).exchanges(for: found).map(\.answer.status) == [404])
    #expect(try recording(below).exchanges(for: found).map(\.answer.status) == [405])
    #expect(try recording(entry(url: "https://h/v1/y", body: body)).exchanges(for: found).isEmpty)
  }

  @Test("what is not whole, was not answered or was answered by a scenario is left out")
  func leftOut() throws {
    let scenario = entry(answerHeaders: [("Mock-Scenario", "slow; via=queue")])
    let whole = try recording(
      entry(status: 0), entry(comment: "truncated"), scenario, entry(status: 201))
    #expect(whole.exchanges.map(\.answer.status) == [201])
  }

  @Test(
    "an archive that is none is refused, with the place",
    arguments: [
      ("{", "run.har: line 1, column 2"), ("{}", "run.har: log is missing"),
      (#"{"log":{"entries":[{}]}}"#, "run.har: /log/entries/0: request is missing"),
      (
        #"{"log":{"entries":[{"request":{"method":"GET","url":"/"},"response":{"status":"2"}}]}}"#,
        "run.har: /log/entries/0/response/status: must be an integer from 0 to 999"
      ),
    ])
  func refuses(text: String, words: String) {
    let error = #expect(throws: RecordingError.self) {
      try Recording(har: Array(text.utf8), name: "run.har")
    }
    #expect(error?.description.hasPrefix(words) == true, "\(String(describing: error))")
  }
}
