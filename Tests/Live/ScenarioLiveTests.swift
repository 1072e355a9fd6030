import Foundation
import HTTPTransport
import StrictJSON
import TestSupport
import Testing

@testable import JimengMock

/// Every scenario of the catalogue, from every source, asked by URLSession.
@Suite struct ScenarioLiveTests {
  struct Entry: Sendable, CustomTestStringConvertible {
    let scenario: Scenario
    let source: ScenarioSource
    var testDescription: String { "\(scenario.name) via \(source.rawValue)" }
  }

  private static func text(_ body: AnswerTemplate, requestID: String) -> String {
    var output = ContiguousArray<UInt8>()
    body.write(into: &output) { $1.append(contentsOf: requestID.utf8) }
    return String(decoding: output, as: UTF8.self)
  }

  static func entries() throws -> [Entry] {
    try ScenarioCatalogue.builtIn().scenarios.flatMap { scenario in
      ScenarioSource.allCases.map { Entry(scenario: scenario, source: $0) }
    }
  }

  @Test("every scenario is reached from every source", arguments: try entries())
  func reaches(entry: Entry) async throws {
    let name = entry.scenario.name
    var configuration = MockConfiguration()
    var headers: [String: String] = [:]
    var body = Submit.body()
    var prefix = "/session/a"
    switch entry.source {
    case .prefer: headers["Prefer"] = "scenario=\(name)"
    case .queue: break
    case .key: headers["Authorization"] = "Bearer mock-\(name)"
    case .prompt: body = Submit.body("一只小猪 [[mock:\(name)]]")
    case .path: prefix += "/scenario/\(name)"
    case .chaos: configuration.chaos = ["\(name)=1"]
    case .default: configuration.scenario = name
    }
    let mock = try await MockServer.start(configuration)
    if entry.source == .queue { mock.queue(name, session: "a") }
    let isSilent = [.stall, .neverAnswers].contains(entry.scenario.fault)
    let client = WebClient(mock, prefix: prefix, timeout: isSilent ? 1 : 20)
    let started = ContinuousClock.now
    let result = await Result { try await client.submit(body, headers: headers) }
    try judge(entry, result, took: ContinuousClock.now - started)
    try judge(entry, mock.journal(session: "a"))
    #expect(mock.journal.requests.isEmpty)
    await mock.stop()
  }

  @Test(
    "a fault waits for no long body, nor for one that waits itself",
    arguments: [ScenarioSource.prefer, .queue, .key])
  func injectsBeforeBody(source: ScenarioSource) async throws {
    let mock = try await MockServer.start()
    var fields = ""
    switch source {
    case .prefer: fields = "Prefer: scenario=connection-reset\r\nExpect: 100-continue\r\n"
    case .key: fields = "Authorization: Bearer mock-connection-reset\r\n"
    case .queue, .prompt, .path, .chaos, .default: mock.queue("connection-reset", times: 1)
    }
    let failure = #expect(throws: SocketClient.Failure.self) {
      try Submit.sendHead(to: mock.port, fields: fields)
    }
    #expect(failure?.call == "recv" && failure?.errno == ECONNRESET)
    let record = try #require(mock.journal.requests.first)
    #expect(mock.journal.requests.count == 1 && record.violations.isEmpty)
    #expect(record.scenario == "connection-reset" && record.way == source.rawValue)
    await mock.stop()
  }

  @Test("a fault by other ways waits for the body, as the prompt may say otherwise")
  func waitsForPrompt() async throws {
    var configuration = MockConfiguration()
    configuration.scenario = "connection-reset"
    configuration.limits.bodyTimeout = .milliseconds(50)
    let mock = try await MockServer.start(configuration)
    #expect(try Submit.sendHead(to: mock.port, fields: "").hasPrefix("HTTP/1.1 408 "))
    await mock.stop()
  }

  private func judge(
    _ entry: Entry, _ result: Result<WebClient.Answer, any Error>, took: Duration
  ) throws {
    let scenario = entry.scenario
    guard scenario.fault == nil else {
      #expect(throws: (any Error).self) { try result.get() }
      return
    }
    let answer = try result.get()
    #expect(answer["Mock-Scenario"] == "\(scenario.name); via=\(entry.source.rawValue)")
    #expect(answer["Mock-Session"] == "a")
    #expect(answer.status == scenario.answer?.status ?? 200)
    if let body = scenario.answer?.body {
      let id = try #require(answer["X-Oneapi-Request-Id"])
      #expect(answer.text == Self.text(body, requestID: id))
    } else if scenario.answer != nil {
      #expect(answer.body.isEmpty)
    } else {
      #expect(answer.text.hasPrefix(#"{"code":"success","message":"","data":"#))
    }
    if scenario.delay != nil { #expect(took >= .milliseconds(1900)) }
    if let dribble = scenario.dribble { #expect(took >= dribble.totalDuration / 2) }
  }

  /// A request that a used connection breaks under may come twice; each time it is recorded.
  private func judge(_ entry: Entry, _ journal: JournalSnapshot) throws {
    let request = try #require(journal.requests.first)
    #expect(request.scenario == entry.scenario.name && request.way == entry.source.rawValue)
    #expect(request.path == Submit.path)
    if entry.scenario.fault?.damagesAnswer == false { #expect(request.status == nil) }
  }

  @Test(
    "a status alone selects the first scenario that has it",
    arguments: [200, 400, 401, 403, 413, 429, 500, 503])
  func byStatus(status: Int) async throws {
    let mock = try await MockServer.start()
    let answer = try await WebClient(mock).submit(headers: ["Prefer": "code=\(status)"])
    #expect(answer.status == status)
    #expect(answer["Mock-Scenario"]?.hasSuffix("; via=prefer") == true)
    await mock.stop()
  }

  @Test("a scenario never hides a bad request, and is not used up by one")
  func neverHides() async throws {
    let mock = try await MockServer.start()
    let client = WebClient(mock)
    mock.queue("rate-limited", times: 2)
    let bad = try await client.submit(Submit.body(seconds: 7))
    #expect(bad.status == 400 && bad["Mock-Scenario"] == nil && bad["Mock-Violations"] != nil)
    for status in [429, 429, 200] { #expect(try await client.submit().status == status) }
    #expect(mock.journal.requests.map(\.scenario) == [nil, "rate-limited", "rate-limited", nil])
    await mock.stop()
  }

  @Test("a fault that strikes before the body is read does not wait for a good one")
  func strikesBeforeContract() async throws {
    let mock = try await MockServer.start()
    mock.queue("connection-reset")
    await #expect(throws: (any Error).self) {
      try await WebClient(mock).submit(Submit.body(seconds: 7))
    }
    let request = try #require(mock.journal.requests.first)
    #expect(request.scenario == "connection-reset" && !request.violations.isEmpty)
    await mock.stop()
  }

  @Test(
    "what cannot be selected is a loud problem of the mock's own",
    arguments: [
      (["Prefer": "scenario=rate-limted"], "", "rate-limited"),
      (["Authorization": "Bearer mock-rate-limted"], "", "rate-limited"),
      ([:], "[[mock:rate-limted]]", "rate-limited"),
      ([:], "[[mock:slow]] [[mock:panic]]", "slow, panic"),
    ] as [([String: String], String, String)])
  func unknown(headers: [String: String], prompt: String, hint: String) async throws {
    let mock = try await MockServer.start()
    let answer = try await WebClient(mock).submit(
      Submit.body("x \(prompt)"), headers: headers)
    #expect(answer.status == 400 && answer["Mock-Error"] == "true")
    #expect(answer["Content-Type"] == "application/problem+json")
    #expect(answer.text.contains(hint))
    await mock.stop()
  }
}

extension Result where Failure == any Error {
  init(_ work: () async throws -> Success) async {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}
