import HTTPTransport
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct AdminAPITests {
  private let bench: AdminBench

  init() throws {
    bench = try AdminBench()
  }

  @Test(
    "leaves alone what is not its own",
    arguments: [
      "/", "/__mocks", "/__mockery/health", "/jimeng/fetch/1", "/x/__mock/health",
      "/__mock/files/4596183399426/video-16x9-5s.mp4",
    ])
  func others(path: String) throws {
    #expect(try bench.answer("GET", path) == nil)
  }

  @Test(
    "tells what there is on a path that is not there",
    arguments: [
      "/__mock/health/", "/__mock/Health", "/__mock//health",
      "/__mock/requests/", "/__mock/requests/1/body", "/__mock/clock/advance/1",
      "/__mock/files/x",
    ])
  func unknownPath(path: String) throws {
    let reply = try bench.ask("GET", path)
    #expect(reply.status == 404)
    #expect(reply.fields.contains("Mock-Error: true\r\n"))
    #expect(reply.fields.contains("Content-Type: application/problem+json\r\n"))
    let paths = reply.texts("endpoints", "path")
    #expect(paths.count == AdminEndpoint.all.count)
    #expect(paths.contains("/__mock/health") && paths.contains("/__mock/clock/advance"))
  }

  @Test("lists all that there is at its root", arguments: ["/__mock", "/__mock/"])
  func index(path: String) throws {
    let reply = try bench.ask("GET", path)
    #expect(reply.status == 200)
    #expect(reply.texts("endpoints", "path") == AdminEndpoint.all.map(\.path))
  }

  @Test("suggests the path that a misspelt one may stand for")
  func nearestPath() throws {
    #expect(try bench.ask("GET", "/__mock/helth")["nearest"] == ["/__mock/health"])
    #expect(try bench.ask("GET", "/__mock/zzzzzz")["nearest"] == nil)
  }

  @Test(
    "names the methods of a path that another method was used on",
    arguments: [
      ("POST", "/__mock/health", "GET, HEAD, OPTIONS"),
      ("PUT", "/__mock/queue", "GET, HEAD, POST, DELETE, OPTIONS"),
      ("GET", "/__mock/verify", "POST, OPTIONS"),
      ("POST", "/__mock/requests", "GET, HEAD, DELETE, OPTIONS"),
      ("GET", "/__mock/sessions/a", "DELETE, OPTIONS"),
    ])
  func otherMethod(method: String, path: String, allowed: String) throws {
    let reply = try bench.ask(method, path)
    #expect(reply.status == 405)
    #expect(reply.fields.contains("Allow: \(allowed)\r\n"))
    #expect(reply.fields.contains("Mock-Error: true\r\n"))
    let options = try bench.ask("OPTIONS", path)
    #expect(options.status == 204)
    #expect(options.fields == "Allow: \(allowed)\r\n")
  }

  @Test("answers a HEAD as the GET it stands for")
  func head() throws {
    #expect(try bench.ask("HEAD", "/__mock/health").status == 200)
  }

  @Test("lets no page of another origin read it")
  func noCORS() throws {
    let origin = [("Origin", "http://localhost:3000")]
    let reply = try bench.ask("GET", "/__mock/health", headers: origin)
    #expect(reply.status == 200)
    #expect(!reply.fields.contains("Access-Control"))
  }

  @Test("every endpoint is found by its own path, and by one method")
  func endpoints() throws {
    for endpoint in AdminEndpoint.all {
      let path = endpoint.path.replacing("{name}", with: "x").replacing("{id}", with: "x")
      guard case .endpoint(let found, let item) = try AdminEndpoint.find(endpoint.method, path)
      else {
        Issue.record("\(path) is not routed")
        continue
      }
      #expect(found.method == endpoint.method && found.template == endpoint.template)
      #expect(item == (endpoint.template.contains("{") ? "x" : ""))
    }
  }

  @Test("only what changes nothing may be asked for by GET")
  func changes() throws {
    for endpoint in AdminEndpoint.all where endpoint.method == .get {
      #expect(!endpoint.changesState, "\(endpoint.path)")
    }
    let quiet = AdminEndpoint.all.filter { $0.method != .get && !$0.changesState }
    #expect(quiet.map(\.template) == ["verify"])
  }

  // MARK: Bodies

  @Test(
    "says where a body is wrong",
    arguments: [
      ("queue", "", "/scenario"), ("queue", "{}", "/scenario"),
      ("queue", #"{"scenario":5}"#, "/scenario"),
      ("queue", #"{"scenario":"rate-limited","times":0}"#, "/times"),
      ("queue", #"{"scenario":"rate-limited","times":1.5}"#, "/times"),
      ("queue", #"{"scenario":"rate-limited","times":1000001}"#, "/times"),
      ("queue", #"{"scenario":"rate-limited","time":2}"#, "/time"),
      ("queue", #"{"scenario":"rate-limited","scenario":"slow"}"#, "/scenario"),
      ("queue", #"{"scenario":"rate-limted"}"#, "/scenario"),
      ("queue", "[]", ""), ("queue", #"{"scenario":"rate-limited",}"#, ""), ("queue", "x", ""),
      ("clock/advance", "{}", "/seconds"), ("clock/advance", #"{"seconds":-1}"#, "/seconds"),
      ("clock/advance", #"{"seconds":"1"}"#, "/seconds"),
      ("clock/advance", #"{"seconds":1e400}"#, "/seconds"),
      ("clock/advance", #"{"seconds":1,"minutes":1}"#, "/minutes"),
      ("reset", #"{"all":true}"#, "/all"),
      ("sessions", #"{"name":"a b"}"#, "/name"), ("sessions", #"{"name":""}"#, "/name"),
      ("sessions", #"{"name":1}"#, "/name"), ("sessions", #"{"nam":"a"}"#, "/nam"),
      ("verify", "{}", ""), ("verify", #"{"atleast":1}"#, "/atleast"),
      ("verify", #"{"exactly":-1}"#, "/exactly"), ("verify", "{", ""),
    ])
  func badBody(endpoint: String, body: String, pointer: String) throws {
    let reply = try bench.ask("POST", "/__mock/\(endpoint)", body)
    #expect(reply.status == 400)
    #expect(reply.fields.contains("Mock-Error: true\r\n"))
    #expect(reply.fields.contains("Content-Type: application/problem+json\r\n"))
    #expect(reply["status"] == 400)
    #expect(reply["title"] == "Bad Request")
    #expect(reply["pointer"] == .string(pointer))
    #expect(reply["errors"]?.array?.first?["pointer"] == .string(pointer))
    #expect(reply["detail"]?.string?.isEmpty == false)
  }

  @Test("suggests names for misspelt ones")
  func nearest() throws {
    let member = try bench.ask("POST", "/__mock/queue", #"{"senario":"slow"}"#)
    #expect(member["nearest"] == ["scenario"])
    let scenario = try bench.ask("POST", "/__mock/queue", #"{"scenario":"rate-limted"}"#)
    #expect(scenario["nearest"]?.array?.first == "rate-limited")
    #expect(scenario["detail"]?.string?.contains("rate-limited") == true)
  }

  @Test("repeats no more than a part of a name without end")
  func longName() throws {
    let name = String(repeating: "名", count: 100_000)
    let reply = try bench.ask("POST", "/__mock/queue", "{\"scenario\":\"\(name)\"}")
    #expect(reply.status == 400)
    #expect(reply["detail"]?.string?.utf8.count ?? 0 < 5000)
  }

  @Test("reads no body beyond its bound")
  func hugeBody() throws {
    let body = "{\"scenario\":\"" + String(repeating: "a", count: AdminRequest.bodyBytesMax) + "\"}"
    #expect(try bench.ask("POST", "/__mock/queue", body).status == 413)
    let deep = String(repeating: "[", count: 1000)
    #expect(try bench.ask("POST", "/__mock/verify", deep).status == 400)
  }
}
