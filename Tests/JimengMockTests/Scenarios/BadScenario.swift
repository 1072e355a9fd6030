import Testing

@testable import JimengMock

/// A scenario file that is refused, the place that is named, and a part of the reason.
struct BadScenario: Sendable, CustomTestStringConvertible {
  let what: String
  let text: String
  let pointer: String
  let reason: String
  /// Whether the JSON Schema refuses it too; some rules no schema expresses.
  var schemaRefuses = true

  var testDescription: String { what }

  init(
    _ what: String, _ text: String, _ pointer: String, _ reason: String, schemaRefuses: Bool = true
  ) {
    (self.what, self.text, self.pointer, self.reason) = (what, text, pointer, reason)
    self.schemaRefuses = schemaRefuses
  }

  private static func named(_ rest: String) -> String { #"{"name":"a","# + rest + "}" }
  private static func response(_ rest: String) -> String { named(#""response":{"# + rest + "}") }
  private static func task(_ rest: String) -> String { named(#""task":{"# + rest + "}") }
  private static func json(_ status: Int, _ body: String) -> String {
    response(#""status":\#(status),"jsonBody":\#(body)"#)
  }

  static let all: [BadScenario] =
    files + metadata + answers + delays + faults + tasks + bodies + fetches

  static let files: [BadScenario] = [
    .init("no JSON", #"{"name":"a","#, "", "line 1", schemaRefuses: false),
    .init("a comment", "// a\n{}", "", "line 1", schemaRefuses: false),
    .init(
      "a key twice", #"{"name":"a","name":"b","task":{"outcome":"success"}}"#, "/name", "twice",
      schemaRefuses: false),
    .init(
      "a key twice, deep", json(200, #"{"a":1,"a":2}"#), "/response/jsonBody/a", "twice",
      schemaRefuses: false),
    .init("an array", "[]", "", "must be an object"),
    .init("no name", #"{"task":{"outcome":"success"}}"#, "", "name is missing"),
    .init("nothing said", #"{"name":"a"}"#, "", "response or task is missing"),
    .init(
      "an unknown key", named(#""respnose":{},"task":{"outcome":"success"}"#), "/respnose",
      "did you mean response?"),
    .init(
      "WireMock's request", named(#""request":{},"response":{"status":200}"#), "/request",
      "unknown key"),
    .init("a name that is a number", #"{"name":1,"response":{"status":200}}"#, "/name", "a string"),
    .init(
      "a name in capitals", #"{"name":"Rate","response":{"status":200}}"#, "/name", "lower-case"),
    .init("an empty name", #"{"name":"","response":{"status":200}}"#, "/name", "lower-case"),
    .init("a dash at the end", #"{"name":"a-","response":{"status":200}}"#, "/name", "dashes"),
    .init("two dashes", #"{"name":"a--b","response":{"status":200}}"#, "/name", "dashes"),
    .init("a slash", #"{"name":"a/b","response":{"status":200}}"#, "/name", "dashes"),
    .init(
      "a name too long",
      #"{"name":"\#(String(repeating: "a", count: 65))","response":{"status":200}}"#, "/name",
      "64"),
  ]

  static let metadata: [BadScenario] = [
    .init(
      "an unknown grade", named(#""metadata":{"provenance":"sure"},"response":{"status":200}"#),
      "/metadata/provenance", "gateway source"),
    .init(
      "a summary that is a list", named(#""metadata":{"summary":[]},"response":{"status":200}"#),
      "/metadata/summary", "must be a string"),
    .init(
      "an unknown key of the metadata",
      named(#""metadata":{"sumary":""},"response":{"status":200}"#),
      "/metadata/sumary", "did you mean summary?"),
    .init(
      "metadata that is null", named(#""metadata":null,"response":{"status":200}"#), "/metadata",
      "must be an object"),
  ]

  static let answers: [BadScenario] = [
    .init("an empty response", response(""), "/response", "missing"),
    .init(
      "a misspelt status", response(#""statu":429"#), "/response/statu", "did you mean status?"),
    .init("a status as text", response(#""status":"429""#), "/response/status", "an integer"),
    .init(
      "a status with a fraction", response(#""status":429.0"#), "/response/status", "an integer"),
    .init("status 199", response(#""status":199"#), "/response/status", "200 to 599"),
    .init("status 600", response(#""status":600"#), "/response/status", "200 to 599"),
    .init(
      "a huge status", response(#""status":1\#(String(repeating: "0", count: 400))"#),
      "/response/status", "200 to 599"),
    .init(
      "two bodies", response(#""jsonBody":{},"body":"""#), "/response/body", "beside jsonBody"),
    .init("a body that is an object", response(#""body":{}"#), "/response/body", "a string"),
    .init(
      "content with 204", response(#""status":204,"body":"x""#), "/response/body", "no content",
      schemaRefuses: false),
    .init(
      "fields without a status", response(#""headers":{"A":"b"},"fixedDelayMilliseconds":1"#),
      "/response/headers", "without status", schemaRefuses: false),
    .init(
      "a field that is a number", response(#""status":200,"headers":{"Retry-After":3}"#),
      "/response/headers/Retry-After", "a string"),
    .init(
      "a field name with a blank", response(#""status":200,"headers":{"A b":"c"}"#),
      "/response/headers/A b", "token", schemaRefuses: false),
    .init(
      "a line break in a field", response(#""status":200,"headers":{"A":"b\r\nC: d"}"#),
      "/response/headers/A", "printable"),
    .init(
      "the server's own field", response(#""status":200,"headers":{"content-length":"3"}"#),
      "/response/headers/content-length", "itself", schemaRefuses: false),
    .init(
      "a field of every answer", response(#""status":200,"headers":{"x-oneapi-request-id":"3"}"#),
      "/response/headers/x-oneapi-request-id", "itself", schemaRefuses: false),
    .init(
      "a field of the mock", response(#""status":200,"headers":{"MOCK-Scenario":"a"}"#),
      "/response/headers/MOCK-Scenario", "itself", schemaRefuses: false),
    .init(
      "a field for other origins",
      response(#""status":200,"headers":{"Access-Control-Allow-Origin":"a"}"#),
      "/response/headers/Access-Control-Allow-Origin", "itself", schemaRefuses: false),
    .init(
      "one field in two cases", response(#""status":200,"headers":{"A":"b","a":"c"}"#),
      "/response/headers/a", "beside A", schemaRefuses: false),
    .init(
      "an unknown placeholder", response(#""body":"{{ request.id }}""#), "/response/body",
      "{{request.id}}", schemaRefuses: false),
    .init(
      "an unknown placeholder in JSON",
      json(500, #"{"code":"a","message":"{{requestID}}","data":null}"#),
      "/response/jsonBody/message", "{{requestId}}", schemaRefuses: false),
  ]

  static let delays: [BadScenario] = [
    .init(
      "a negative delay", response(#""fixedDelayMilliseconds":-1"#),
      "/response/fixedDelayMilliseconds", "0 to 600000"),
    .init(
      "eleven minutes", response(#""fixedDelayMilliseconds":660000"#),
      "/response/fixedDelayMilliseconds", "0 to 600000"),
    .init(
      "two delays",
      response(
        #""fixedDelayMilliseconds":1,"delayDistribution":{"type":"fixed","milliseconds":1}"#),
      "/response/delayDistribution", "beside fixedDelayMilliseconds"),
    .init(
      "an unknown distribution", response(#""delayDistribution":{"type":"gamma"}"#),
      "/response/delayDistribution/type", "lognormal"),
    .init(
      "a distribution without a type", response(#""delayDistribution":{"median":1}"#),
      "/response/delayDistribution", "type is missing"),
    .init(
      "a distribution that is a number", response(#""delayDistribution":5"#),
      "/response/delayDistribution", "an object"),
    .init(
      "another distribution's key",
      response(#""delayDistribution":{"type":"uniform","lower":1,"upper":2,"median":3}"#),
      "/response/delayDistribution/median", "unknown key"),
    .init(
      "no upper bound", response(#""delayDistribution":{"type":"uniform","lower":1}"#),
      "/response/delayDistribution", "upper is missing"),
    .init(
      "bounds in the wrong order",
      response(#""delayDistribution":{"type":"uniform","lower":2,"upper":1}"#),
      "/response/delayDistribution/upper", "less than lower", schemaRefuses: false),
    .init(
      "a sigma out of range",
      response(#""delayDistribution":{"type":"lognormal","median":2,"sigma":1e300}"#),
      "/response/delayDistribution/sigma", "0 to 10"),
    .init(
      "a median that is no double",
      response(#""delayDistribution":{"type":"lognormal","median":1e999,"sigma":1}"#),
      "/response/delayDistribution/median", "0 to 600000"),
    .init(
      "no chunks",
      response(#""chunkedDribbleDelay":{"numberOfChunks":0,"totalDuration":1}"#),
      "/response/chunkedDribbleDelay/numberOfChunks", "1 to 1000"),
    .init(
      "a dribble without a duration", response(#""chunkedDribbleDelay":{"numberOfChunks":2}"#),
      "/response/chunkedDribbleDelay", "totalDuration is missing"),
  ]

  static let faults: [BadScenario] = [
    .init("an unknown fault", response(#""fault":"RESET""#), "/response/fault", "STALL"),
    .init(
      "a fault and a body", response(#""fault":"STALL","body":"x""#), "/response/body",
      "beside fault"),
    .init(
      "a fault and JSON", response(#""fault":"STALL","jsonBody":{}"#), "/response/jsonBody",
      "beside fault"),
    .init(
      "a fault and a status", response(#""fault":"STALL","status":500"#), "/response/status",
      "beside fault"),
    .init(
      "a fault and a dribble",
      response(#""fault":"STALL","chunkedDribbleDelay":{"numberOfChunks":2,"totalDuration":1}"#),
      "/response/chunkedDribbleDelay", "beside fault"),
  ]

  static let tasks: [BadScenario] = [
    .init("a task that is a word", named(#""task":"failure""#), "/task", "an object"),
    .init("a task without an outcome", task(#""failReason":"x""#), "/task", "outcome is missing"),
    .init("an unknown outcome", task(#""outcome":"fails""#), "/task/outcome", "without-url"),
    .init("a failure without a reason", task(#""outcome":"failure""#), "/task", "failReason"),
    .init(
      "another outcome's key", task(#""outcome":"success","failReason":"x""#), "/task/failReason",
      "unknown key"),
    .init(
      "an error that is text", task(#""outcome":"failure","failReason":"x","error":"y""#),
      "/task/error", "an object"),
    .init(
      "an error without a message",
      task(#""outcome":"failure","failReason":"x","error":{"code":"y"}"#), "/task/error",
      "message is missing"),
    .init(
      "stuck at the end", task(#""outcome":"stuck","stopAt":"SUCCESS""#), "/task/stopAt",
      "IN_PROGRESS"),
    .init("stuck nowhere", task(#""outcome":"stuck""#), "/task", "stopAt is missing"),
    .init(
      "no minutes at all", task(#""outcome":"timeout","minutes":0"#), "/task/minutes",
      "1 to 10080"),
    .init(
      "a status too long",
      task(#""outcome":"odd-status","status":"\#(String(repeating: "X", count: 65))""#),
      "/task/status", "64"),
    .init(
      "a task and an answer in its place",
      named(#""response":{"status":429},"task":{"outcome":"success"}"#), "/task",
      "beside response/status", schemaRefuses: false),
    .init(
      "a task and a fault", named(#""response":{"fault":"STALL"},"task":{"outcome":"success"}"#),
      "/task", "beside response/fault", schemaRefuses: false),
  ]

  static let bodies: [BadScenario] = [
    ("an error in no envelope", 500, #"{"message":"x"}"#, "", "body"),
    ("an error that is a list", 500, "[]", "", "body"),
    ("an error that is text", 400, #""x""#, "", "body"),
    ("an error that is null", 401, #"{"error":null}"#, "/error", "an object"),
    ("an error without a type", 401, #"{"error":{"message":"x"}}"#, "/error/type", "missing"),
    (
      "an error with a number", 401, #"{"error":{"message":"x","type":"y","code":3}}"#,
      "/error/code", "a string"
    ),
    (
      "both envelopes", 401, #"{"error":{"message":"x","type":"y"},"code":""}"#, "/code",
      "no field of the page"
    ),
    ("no data", 500, #"{"code":"a","message":"b"}"#, "/data", "missing"),
    (
      "data beside an error", 500, #"{"code":"a","message":"b","data":"c"}"#, "/data",
      "null"
    ),
    ("a code that is a number", 500, #"{"code":1,"message":"b","data":null}"#, "/code", "a string"),
    (
      "success with status 500", 500, #"{"code":"success","message":"","data":"1"}"#, "",
      "status is 500"
    ),
    (
      "success without data", 200, #"{"code":"success","message":"","data":null}"#, "/data",
      "null is not a string"
    ),
    ("an empty id", 200, #"{"code":"success","message":"","data":""}"#, "/data", "0 characters"),
    (
      "a numeric id", 200, #"{"code":"success","message":"","data":4596183399426}"#, "/data",
      "not a string"
    ),
    (
      "a list with a task that is none", 200, #"{"code":"success","message":"","data":[3]}"#,
      "/data/0", "jimeng-fetch.yaml"
    ),
    ("no envelope with 200", 200, #"{"status":"ok"}"#, "", "body"),
    ("a list with 200", 200, "[1]", "", "body"),
    ("an empty error code", 400, #"{"code":"","message":"","data":null}"#, "/code", "body"),
  ].map { what, status, body, pointer, reason in
    BadScenario(
      what, json(status, body), "/response/jsonBody\(pointer)", reason, schemaRefuses: false)
  }

  /// A fetch as it is answered, with one thing changed.
  static let fetches: [BadScenario] = [
    (#""task_id":"1","#, "", "/task_id", "task_id"),
    (#""task_id":"1""#, #""task_id":1"#, "/task_id", "string"),
    (#""task_id":"1""#, #""task_id":"""#, "/task_id", "jimeng-fetch.yaml"),
    (#""start_time":0,"#, "", "/start_time", "start_time"),
    ("QUEUED", "DONE", "/status", "IN_PROGRESS"),
    (#""30%""#, "30", "/progress", "string"), ("30%", "35%", "/progress", "body"),
    ("30%", "110%", "/progress", "body"), ("1748191710", "1748191710000", "/submit_time", "body"),
    (#""data":null"#, #""data":[]"#, "/data", "object"),
    (#""data":null"#, #""data":"x""#, "/data", "object"),
    (#""data":null"#, #""data":{"video":5}"#, "/data/video", "string"),
    (#""data":null"#, #""data":{"video":""}"#, "/data/video", "body"),
    (#""data":null"#, #""data":{"data":{"video":"u"}}"#, "/data/data/video", "body"),
    (#""data":null"#, #""data":{"status":"WEIRD"}"#, "/data/status", "SUCCESS"),
    (#""data":null"#, #""data":{"created_at":5}"#, "/data/created_at", "string"),
  ].map { part, other, pointer, reason in
    let task = #"""
      {"task_id":"1","notify_hook":"","action":"a","status":"QUEUED","fail_reason":"",
      "submit_time":1748191710,"start_time":0,"finish_time":0,"progress":"30%","data":null}
      """#
    return BadScenario(
      "a fetch with \(other) for \(part)",
      json(
        200,
        #"{"code":"success","message":"","data":"#
          + task.replacing(part, with: other, maxReplacements: 1) + "}"),
      "/response/jsonBody/data\(pointer)", reason, schemaRefuses: false)
  }
}
