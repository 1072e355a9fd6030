import Foundation
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct ScenarioReaderTests {
  static let fixtures = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures")

  static func schema() throws -> CompiledSchema {
    let bytes = try Data(contentsOf: fixtures.appending(path: "scenarios/scenario.schema.json"))
    return try CompiledSchema.compile(bare: JSONReader.read(Array(bytes)).root, name: "scenario")
  }

  static func read(_ text: String) throws -> Scenario {
    try ScenarioReader(services: [Jimeng.service()])
      .read(InputFile(name: "a.json", bytes: Array(text.utf8)))
  }

  /// A body with an id of the request in its places.
  static func text(_ body: AnswerTemplate?, requestID: String = "") -> String? {
    guard let body else { return nil }
    var output = ContiguousArray<UInt8>()
    body.write(into: &output) { $1.append(contentsOf: requestID.utf8) }
    return String(decoding: output, as: UTF8.self)
  }

  @Test("refuses, with file and pointer", arguments: BadScenario.all)
  func refuses(_ vector: BadScenario) throws {
    let error = try #require(throws: InputFileError.self) { try Self.read(vector.text) }
    #expect(error.file == "a.json")
    #expect(error.pointer.description == vector.pointer)
    #expect(error.description.contains(vector.reason), "\(error)")
    guard vector.schemaRefuses else { return }
    #expect(try !Self.schema().isValid(JSONReader.read(vector.text).root))
  }

  @Test("refuses every beginning of a file, and never crashes")
  func truncated() {
    let bytes = Array(#"{"name":"a","task":{"outcome":"stuck","stopAt":"QUEUED"}}"#.utf8)
    for count in bytes.indices {
      let file = InputFile(name: "a", bytes: Array(bytes[..<count]))
      #expect(throws: InputFileError.self) { try ScenarioReader().read(file) }
    }
  }

  @Test("refuses a file beyond its bound, and a value too deep")
  func bounds() {
    let blanks = String(repeating: " ", count: ScenarioReader.bytesMax)
    let big = #expect(throws: InputFileError.self) { try Self.read(blanks + "{}") }
    #expect(big?.description == "a.json: is larger than 256 KiB")
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: InputFileError.self) { try Self.read(deep) }
  }

  @Test("names file and place in one line")
  func description() {
    let error = #expect(throws: InputFileError.self) {
      try Self.read(#"{"name":"a","response":{"statu":1}}"#)
    }
    #expect(error?.description == "a.json: /response/statu: unknown key; did you mean status?")
  }

  @Test("reads an answer whole")
  func answer() throws {
    let scenario = try Self.read(
      #"""
      {"$schema":"scenario.schema.json","name":"a-1",
      "metadata":{"summary":"S","provenance":"gateway source","source":"X","reaction":"R"},
      "response":{"status":503,"headers":{"Retry-After":"3","content-type":"text/plain"},
      "body":"no {{requestId}}\n","fixedDelayMilliseconds":5,
      "chunkedDribbleDelay":{"numberOfChunks":3,"totalDuration":40}}}
      """#)
    #expect(scenario.name == "a-1")
    let metadata = ScenarioMetadata(
      summary: "S", provenance: .gatewaySource, source: "X", reaction: "R")
    #expect(scenario.metadata == metadata)
    let answer = try #require(scenario.answer)
    #expect(answer.status == 503)
    #expect(answer.contentType == "text/plain")
    #expect(answer.headers.map(\.name) == ["Retry-After"])
    #expect(answer.headers.map(\.value) == ["3"])
    #expect(Self.text(answer.body, requestID: "7") == "no 7\n")
    #expect(scenario.delay == .fixed(milliseconds: 5))
    let dribble = ScenarioDribble(chunkCount: 3, totalDuration: .milliseconds(40))
    #expect(scenario.dribble == dribble)
  }

  @Test("gives JSON the type of the service's errors, text none, and no content no type")
  func contentType() throws {
    let body = #"{"code":"a","message":"","data":null}"#
    let json = try Self.read(#"{"name":"a","response":{"jsonBody": \#(body)}}"#)
    #expect(json.answer?.contentType == "application/json; charset=utf-8")
    #expect(json.answer?.status == 200)
    #expect(Self.text(json.answer?.body) == body)
    let text = try Self.read(#"{"name":"a","response":{"body":""}}"#)
    #expect(text.answer?.contentType == nil)
    #expect(text.answer?.body != nil)
    let empty = try Self.read(#"{"name":"a","response":{"status":429}}"#)
    #expect(empty.answer?.contentType == nil)
    #expect(empty.answer?.body == nil)
  }

  @Test(
    "reads every distribution",
    arguments: [
      (#"{"type":"fixed","milliseconds":7}"#, ScenarioDelay.fixed(milliseconds: 7)),
      (
        #"{"type":"uniform","lower":1,"upper":2.5}"#,
        .uniform(lowerMilliseconds: 1, upperMilliseconds: 2.5)
      ),
      (
        #"{"type":"lognormal","median":80,"sigma":0.4}"#,
        .lognormal(medianMilliseconds: 80, sigma: 0.4)
      ),
    ])
  func distribution(text: String, expected: ScenarioDelay) throws {
    let scenario = try Self.read(#"{"name":"a","response":{"delayDistribution":\#(text)}}"#)
    #expect(scenario.delay == expected)
    #expect(scenario.answer == nil)
    #expect(scenario.status == 200)
  }

  @Test("reads every fault by WireMock's word or ours", arguments: ScenarioFault.allCases)
  func fault(_ fault: ScenarioFault) throws {
    let text = #"{"name":"a","response":{"fault":"\#(fault.rawValue)","fixedDelayMilliseconds":1}}"#
    let scenario = try Self.read(text)
    #expect(scenario.fault == fault)
    #expect(scenario.delay == .fixed(milliseconds: 1))
    #expect(scenario.status == nil)
  }

  @Test(
    "reads every outcome of a task",
    arguments: [
      (#""outcome":"success""#, TaskOutcome.success),
      (#""outcome":"without-url""#, .withoutURL),
      (#""outcome":"url-expired""#, .urlExpired),
      (#""outcome":"failure","failReason":"x""#, .failure(reason: "x", error: nil)),
      (
        #""outcome":"failure","failReason":"","error":{"code":"c","message":"m"}"#,
        .failure(reason: "", error: ["code": "c", "message": "m"])
      ),
      (#""outcome":"stuck","stopAt":"QUEUED""#, .stopAt(.queued)),
      (#""outcome":"odd-status","status":"完成""#, .oddStatus("完成")),
      (#""outcome":"timeout","minutes":10"#, .timeout(minutes: 10)),
    ])
  func task(text: String, expected: TaskOutcome) throws {
    #expect(try Self.read(#"{"name":"a","task":{\#(text)}}"#).task == expected)
  }

  @Test(
    "takes answers of the service, and anything as text",
    arguments: [
      (200, #"{"code":"success","message":"","data":"4596183399426"}"#),
      (200, #"{"code":"fail_to_fetch_task","message":"x","data":null}"#),
      (
        200,
        #"""
        {"code":"success","message":"","data":{"task_id":"cgt-1","notify_hook":"",
        "action":"jimeng-videos","status":"SUCCESS","fail_reason":"","submit_time":1748191710,
        "start_time":0,"finish_time":1748192421,"progress":"100%",
        "data":{"data":{"video":"https://a/b.mp4"},"status":"SUCCESS"}}}
        """#
      ),
      (
        200,
        #"""
        {"code":"success","message":"","data":{"task_id":"1","notify_hook":"",
        "action":"jimeng-videos","status":"IN_PROGRESS","fail_reason":"","submit_time":1748191710,
        "start_time":0,"finish_time":0,"progress":"30%","data":null}}
        """#
      ),
      (200, #"{"code":"success","message":"","data":[]}"#),
      (404, #"{"error":{"message":"m","type":"t","param":"","code":null}}"#),
    ])
  func consistent(status: Int, body: String) throws {
    let json = #"{"name":"a","response":{"status":\#(status),"jsonBody":\#(body)}}"#
    #expect(try Self.read(json).answer?.status == status)
    #expect(try Self.schema().isValid(JSONReader.read(json).root))
  }

  @Test("takes what no service answers when it is written as text")
  func rawText() throws {
    let scenario = try Self.read(
      #"""
      {"name":"a","response":{"status":500,"headers":{"Content-Type":"application/json"},
      "body":"{oops"}}
      """#)
    #expect(Self.text(scenario.answer?.body) == "{oops")
  }
}
