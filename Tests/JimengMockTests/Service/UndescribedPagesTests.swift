import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

/// Pages without a service file.
@Suite struct UndescribedPagesTests {
  private static let videos = """
    openapi: 3.0.1
    info: {title: Videos, version: '1'}
    paths:
      /v1/videos:
        post:
          operationId: createVideo
          requestBody:
            content: {application/json: {schema: {type: object, required: [prompt], properties: {prompt: {type: string}}}}}
          responses:
            '200': {description: ok, content: {application/json: {example: {id: vid-12345, state: queued}}}}
      /v1/videos/{id}:
        get:
          parameters: [{name: id, in: path, required: true, schema: {type: string}}]
          responses:
            '200': {description: ok, content: {application/json: {example: {id: vid-12345, state: succeed, url: 'https://a/b.mp4'}}}}
            '404': {description: none, content: {application/json: {example: {error: {code: not_here}}}}}
      /v1/videos/{id}/cancel:
        post:
          parameters: [{name: id, in: path, required: true, schema: {type: string}}]
          responses:
            '200': {description: ok, content: {application/json: {example: {id: vid-12345, state: cancelled}}}}
      /v1/models:
        get:
          responses:
            '200': {description: ok, content: {application/json: {example: {data: [{id: m-1}]}}}}
    """

  private static func bench(_ pages: String...) throws -> HandlerBench {
    let contracts = try pages.enumerated().map {
      try Contract.compile(SpecLoader.load(Array($0.element.utf8), name: "page\($0.offset).yaml"))
    }
    let services = try ServiceLoader.load(pages: contracts)
    return try HandlerBench { $0.loadedServices = services }
  }

  private static func submit(_ bench: HandlerBench) throws -> HandlerBench.Reply {
    try bench.send(
      "POST", "/v1/videos", #"{"prompt":"a"}"#, headers: ["Content-Type: application/json"])
  }

  @Test("a submit answers the page's example with a fresh id; the fetch of that id, its example")
  func submitAndFetch() throws {
    let bench = try Self.bench(Self.videos)
    let reply = try Self.submit(bench)
    let id = try #require(reply["id"]?.string)
    #expect(id != "vid-12345" && id.wholeMatch(of: /[a-z]{3}-[0-9]{5}/) != nil)
    #expect(reply["state"] == "queued")
    let answer = try bench.send("GET", "/v1/videos/\(id)")
    #expect(answer.status == 200)
    #expect(answer["id"] == .string(id) && answer["state"] == "succeed")
    #expect(try bench.send("GET", "/__mock/tasks")["count"] == 1)
  }

  @Test("an id that was never given is unknown, in the page's own error shape; a GET makes no task")
  func unknown() throws {
    let bench = try Self.bench(Self.videos)
    let answer = try bench.send("GET", "/v1/videos/vid-99999")
    #expect(answer.status == 404)
    #expect(answer.json == ["error": ["code": "not_here"]])
    #expect(try bench.send("GET", "/v1/models").json == ["data": [["id": "m-1"]]])
    #expect(try bench.send("POST", "/v1/videos/vid-99999/cancel")["state"] == "cancelled")
    #expect(try bench.send("GET", "/__mock/tasks")["count"] == 0)
  }

  @Test("ids go from one page to another, and a page without an error of its own gets the mock's")
  func pages() throws {
    let submit = """
      {"openapi":"3.0.1","info":{"title":"a","version":"1"},"paths":{"/v1/videos":{"post":{
      "summary":"创建视频任务","requestBody":{"content":{"application/json":{"schema":{"type":"object"}}}},
      "responses":{"200":{"description":"","content":{"application/json":{"example":
      {"code":0,"data":{"task_id":"1234567"}}}}}}}}}}
      """
    let fetch = """
      {"openapi":"3.0.1","info":{"title":"b","version":"1"},"paths":{"/v1/query":{"get":{
      "parameters":[{"name":"task_id","in":"query","required":true,"schema":{"type":"string"}}],
      "responses":{"200":{"description":"","content":{"application/json":{"example":
      {"data":{"task_id":"1234567","status":"done"}}}}}}}}}}
      """
    let bench = try Self.bench(submit, fetch)
    let id = try #require(try Self.submit(bench)["data"]?["task_id"]?.string)
    let answer = try bench.send("GET", "/v1/query?task_id=\(id)")
    #expect(answer["data"] == ["task_id": .string(id), "status": "done"])
    #expect(try bench.send("GET", "/v1/query?task_id=7").status == 404)
    #expect(try bench.send("GET", "/v1/query").status == 400)
  }

  @Test("a page with Jimeng's submit takes the place of its own page, with its tasks")
  func adopted() throws {
    let page = String(decoding: try ServiceFileTests.vendorPage(), as: UTF8.self)
      .replacing("枚举值 5, 10", with: "枚举值 5, 10, 15")
    let contract = try Contract.compile(SpecLoader.load(Array(page.utf8), name: "mine.md"))
    let services = try ServiceLoader.load(pages: [contract])
    #expect(services.map(\.name) == ["jimeng"])
    let bench = try HandlerBench { $0.loadedServices = services }
    let id = try #require(
      try bench.send(
        "POST", HandlerBench.submitPath, HandlerBench.body.replacing("5,", with: "15,"),
        headers: ["Content-Type: application/json"])["data"]?.string)
    #expect(try bench.send("GET", "/jimeng/fetch/\(id)")["data"]?["status"] == "NOT_START")
  }

  @Test("what a page shows no example of is answered by its schema")
  func schema() throws {
    let page = """
      {"openapi":"3.0.1","info":{"title":"a","version":"1"},"paths":{"/v1/videos":{"post":{
      "operationId":"createVideo",
      "requestBody":{"content":{"application/json":{"schema":{"type":"object"}}}},
      "responses":{"201":{"description":"","content":{"application/json":{"schema":
      {"type":"object","required":["id","state"],"properties":{"id":{"type":"string"},
      "state":{"type":"string","enum":["queued","done"]}}}}}}}}}}}
      """
    let bench = try Self.bench(page)
    let reply = try Self.submit(bench)
    #expect(reply.status == 201)
    #expect(reply["state"] == "queued" && reply["id"]?.string?.isEmpty == false)
  }

  /// A page as JSON: each operation has an example, and takes any object where it is a POST.
  private static func page(_ operations: [(name: String, summary: String, responses: String)])
    -> String
  {
    let paths = operations.map { operation in
      let words = operation.name.split(separator: " ")
      let parameters = words[1].split(separator: "{").dropFirst().map {
        #"{"name":"\#($0.prefix { $0 != "}" })","in":"path","required":true,"schema":{"type":"string"}}"#
      }
      let body =
        words[0] == "post"
        ? #""requestBody":{"content":{"application/json":{"schema":{"type":"object"}}}},"# : ""
      return #""\#(words[1])":{"\#(words[0])":{"summary":"\#(operation.summary)","#
        + #""parameters":[\#(parameters.joined(separator: ","))],"#
        + #"\#(body)"responses":{\#(operation.responses)}}}"#
    }
    return #"{"openapi":"3.0.1","info":{"title":"a","version":"1"},"#
      + #""paths":{\#(paths.joined(separator: ","))}}"#
  }

  private static func answer(_ example: String, status: String = "200") -> String {
    #""\#(status)":{"description":"","content":{"application/json":{"example":\#(example)}}}"#
  }

  private static func post(_ bench: HandlerBench, _ path: String) throws -> HandlerBench.Reply {
    try bench.send("POST", path, "{}", headers: ["Content-Type: application/json"])
  }

  @Test("a POST that asks for a task, or cancels one, is no submit, though its summary says 生成")
  func queries() throws {
    let example = Self.answer(#"{"task_id":"1234567"}"#)
    let bench = try Self.bench(
      Self.page([
        ("post /v1/video_generation", "创建视频生成任务,并查询", example),
        ("post /v1/query/video_generation", "", example),
        ("post /v1/tasks/find", "查询视频生成任务", example),
        ("post /v1/tasks/stop", "取消生成", example),
      ]))
    for path in ["/v1/query/video_generation", "/v1/tasks/find", "/v1/tasks/stop"] {
      #expect(try Self.post(bench, path)["task_id"] == "1234567")
    }
    #expect(try bench.send("GET", "/__mock/tasks")["count"] == 0)
    #expect(try Self.post(bench, "/v1/video_generation")["task_id"] != "1234567")
    #expect(try bench.send("GET", "/__mock/tasks")["count"] == 1)
  }

  @Test("an id is unknown behind other parameters as well, in the shape of the default answer")
  func severalParameters() throws {
    let bench = try Self.bench(
      Self.page([
        ("post /v1/{model}/submit", "", Self.answer(#"[{"id":"ab-12"}]"#, status: "201")),
        (
          "get /v1/{model}/requests/{request_id}", "",
          Self.answer(#"{"id":"ab-12"}"#) + ","
            + Self.answer(#"{"detail":"none"}"#, status: "default")
        ),
      ]))
    let id = try #require(try Self.post(bench, "/v1/m/submit").json.array?.first?["id"]?.string)
    #expect(id != "ab-12")
    #expect(try bench.send("GET", "/v1/m/requests/\(id)")["id"] == .string(id))
    let unknown = try bench.send("GET", "/v1/m/requests/zz-99")
    #expect(unknown.status == 404 && unknown["detail"] == "none")
  }

  @Test("a page's templated paths hide neither its concrete ones nor the admin API")
  func precedence() throws {
    let bench = try Self.bench(
      Self.page([
        ("get /{a}/{b}", "", Self.answer(#"{"is":"templated"}"#)),
        ("get /videos/models", "", Self.answer(#"{"is":"concrete"}"#)),
      ]))
    #expect(try bench.send("GET", "/videos/models")["is"] == "concrete")
    #expect(try bench.send("GET", "/videos/other")["is"] == "templated")
    #expect(try bench.send("GET", "/__mock/tasks")["count"] == 0)
  }

  @Test("submits whose ids look alike give different ones, and the first submit is the one to try")
  func lookAlikes() throws {
    let example = Self.answer(#"{"id":"1000000000"}"#)
    let contract = try Contract.compile(
      SpecLoader.load(
        Array(
          Self.page([
            ("get /videos/{id}", "", example), ("post /text/create", "", example),
            ("post /image/create", "", example),
          ]).utf8), name: "page.json"))
    let services = try ServiceLoader.load(pages: [contract])
    #expect(services[0].exampleRequest?.path == "/text/create")
    let bench = try HandlerBench {
      $0.loadedServices = services
      $0.seed = 7
    }
    let first = try Self.post(bench, "/text/create")["id"]
    #expect(try Self.post(bench, "/image/create")["id"] != first)
    #expect(try bench.send("GET", "/__mock/tasks")["count"] == 2)
  }
}
