import Foundation
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct ServiceFileTests {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Vendors")

  static func vendorPage() throws -> [UInt8] {
    Array(
      try Data(
        contentsOf: ScenarioReaderTests.fixtures.appending(
          path: "openapi/jimeng-submit-videos.md")))
  }

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The services of a file whose text was changed.
  static func load(
    _ name: String = "kling.json", changing old: String = "", to new: String = "",
    variant: String? = nil
  ) throws -> [Service] {
    var text = try text(name)
    if !old.isEmpty {
      try #require(text.contains(old), "\(old)")
      text = text.replacing(old, with: new, maxReplacements: 1)
    }
    let file = InputFile(name: "Vendors/\(name)", bytes: Array(text.utf8))
    return try ServiceLoader.load(files: [file], variant: variant) { path in
      Result { () throws(InputFileError) in
        try InputFile(
          path: folder.deletingLastPathComponent().appending(path: path).path, bytesMax: 1 << 20)
      }
    }
  }

  static let bad: [(what: String, old: String, new: String, pointer: String, reason: String)] = [
    ("no JSON", "{\n  \"name\"", "\n  \"name\"", "", "line 2"),
    ("an unknown key", "\"summary\"", "\"sumary\"", "/sumary", "did you mean summary?"),
    ("no pages", "\"pages\": [\"kling.yaml\"],", "", "", "pages is missing"),
    ("a page that is missing", "kling.yaml", "klong.yaml", "/pages/0", "No such file"),
    ("a page that is none", "kling.yaml", "kling.json", "/pages/0", "no OpenAPI document"),
    (
      "no answer to a violation", "\"violation\"", "\"violations\"", "/answers/violations",
      "violation?"
    ),
    (
      "an unknown placeholder", "{{message}}\", \"request_id", "{{massage}}\", \"request_id",
      "/answers/violation/body/message", "{{massage}} is not known here"
    ),
    (
      "a status that is none", "\"status\": 404", "\"status\": 99", "/answers/unknownTask/status",
      "200"
    ),
    (
      "a state without a word", "\"queued\": \"submitted\",", "", "/jobs/0/states",
      "queued is missing"
    ),
    (
      "a state that is none", "\"queued\": \"submitted\",", "\"queud\": \"submitted\",",
      "/jobs/0/states/queud", "did you mean queued?"
    ),
    (
      "an id that is not where it is said to be", "\"at\": \"/data/task_id\"",
      "\"at\": \"/data/id\"", "/jobs/0/submit/id/at", "has no {{taskId}} at /data/id"
    ),
    (
      "a pointer that is none", "\"at\": \"/data/task_id\"", "\"at\": \"data\"",
      "/jobs/0/submit/id/at", "JSON Pointer"
    ),
    (
      "an operation that is none", "\"operation\": \"POST /v1", "\"operation\": \"/v1",
      "/jobs/0/submit/operation", "a method and a path"
    ),
    (
      "a parameter that the path has not", "\"name\": \"task_id\"", "\"name\": \"id\"",
      "/jobs/0/fetch/id/name", "a parameter of GET /v1/videos/text2video/{task_id}"
    ),
    (
      "an id nowhere", "\"in\": \"path\"", "\"in\": \"head\"", "/jobs/0/fetch/id/in",
      "path, query, body"
    ),
    (
      "a part without a phase", "\"otherwise\": {\"videos\": []}", "\"failed\": {\"videos\": []}",
      "/jobs/0/parts/result", "no template for underway"
    ),
    (
      "a phase that is none", "\"otherwise\": {\"videos\": []}", "\"otherwis\": {\"videos\": []}",
      "/jobs/0/parts/result/otherwis", "did you mean otherwise?"
    ),
    (
      "an error where there is none", "{{failReason}}", "{{error}}",
      "/jobs/0/fetch/body/data/task_status_msg", "{{error}} is not known here"
    ),
    (
      "a second header in a media type", "\"status\": 404,",
      #""status": 404, "contentType": "text/plain\r\nX-Other: 1","#,
      "/answers/unknownTask/contentType", "must be a media type"
    ),
    (
      "an id with a quote", "CjMT7WdSwWcAAAAAALvB3h", #"a\"1"#, "/jobs/0/submit/id/form",
      "no quote or backslash"
    ),
    ("an id of nothing", "CjMT7WdSwWcAAAAAALvB3h", "", "/jobs/0/submit/id/form", "must be an id"),
    (
      "a number that has letters", "\"{{taskId}}\"", "\"{{taskId:number}}\"",
      "/jobs/0/submit/id/form", "must be a whole number"
    ),
    (
      "a path with an escape character", "POST /v1/videos/text2video", #"POST /v1/\u001B[31m"#,
      "/jobs/0/submit/operation", "a method and a path"
    ),
    (
      "a path of the mock's own", "POST /v1/videos/text2video", "POST /__mock/reset",
      "/jobs/0/submit/operation", "the mock's own"
    ),
    (
      "text for a task", "\"provenance\": \"documented\"", "\"text\": \"x\"",
      "/jobs/0/submit/text", "unknown key"
    ),
    (
      "a mistake in a variant that nobody chose", "\"states\": {",
      #""variants": [{"name": "a", "states": {"run": "x"}}], "states": {"#,
      "/jobs/0/variants/0/states/run", "unknown key"
    ),
    (
      "two variants of one name", "\"states\": {",
      #""variants": [{"name": "a"}, {"name": "a"}], "states": {"#,
      "/jobs/0/variants/1/name", "stands here twice"
    ),
    (
      "a task's value around a list", "\"states\": {",
      #""fetchMany": {"operation": "POST /many", "ids": "/ids", "each": "result", "#
        + #""body": {"a": "{{progress}}", "b": "{{tasks}}"}}, "states": {"#,
      "/jobs/0/fetchMany/body/a", "{{progress}} is not known here"
    ),
    (
      "a key that moves the cursor", "\"summary\"", #""\u001B[2J\r\n""#, "/\u{1B}[2J\r\n",
      #"\u001B"#
    ),
  ]

  @Test("refuses, with file, pointer and what would be right", arguments: bad.indices)
  func refuses(index: Int) throws {
    let vector = Self.bad[index]
    let error = #expect(throws: InputFileError.self, "\(vector.what)") {
      try Self.load(changing: vector.old, to: vector.new)
    }
    #expect(error?.file == "Vendors/kling.json")
    #expect(
      error?.pointer.description == vector.pointer, "\(vector.what): \(String(describing: error))")
    let text = error?.description ?? ""
    #expect(text.contains(vector.reason), "\(text)")
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
  }

  @Test("parts that grow beyond all bounds are refused at once", arguments: [10, 1])
  func growingParts(factor: Int) throws {
    let parts = (0..<40).map { index in
      let items = Array(repeating: "\"{{p\(index + 1)}}\"", count: factor)
      return "\"p\(index)\": {\"otherwise\": [\(items.joined(separator: ","))]}"
    }
    let own = parts.joined(separator: ", ") + ", \"p40\": {\"otherwise\": 0}"
    let error = #expect(throws: InputFileError.self) {
      try Self.load(
        changing: "\"parts\": {\n        \"result\": {",
        to: "\"parts\": {\(own), \"result\": {\"underway\": \"{{p0}}\", ")
    }
    #expect(error?.description.contains("the answer is too large") == true, "\(error as Any)")
  }

  @Test("the page may call the parameter that holds the id otherwise")
  func parameterName() throws {
    let services = try Self.load(
      changing: "{task_id}\",\n        \"id\": {\"in\": \"path\", \"name\": \"task_id\"}",
      to: "{id}\",\n        \"id\": {\"in\": \"path\", \"name\": \"id\"}")
    let bench = try HandlerBench { $0.loadedServices = services }
    let reply = try bench.send(
      "POST", "/v1/videos/text2video", #"{"prompt":"a"}"#,
      headers: ["Content-Type: application/json"])
    let id = try #require(reply["data"]?["task_id"]?.string)
    #expect(try bench.send("GET", "/v1/videos/text2video/\(id)").status == 200)
  }

  @Test("refuses every beginning of a file, and never crashes")
  func truncated() throws {
    let bytes = Array(try Self.text("kling.json").utf8)
    for count in stride(from: 0, to: bytes.count - 2, by: 37) {
      let file = InputFile(name: "a", bytes: Array(bytes[..<count]))
      #expect(throws: InputFileError.self) { try ServiceLoader.load(files: [file]) }
    }
  }

  @Test("two services on one method and path are told with both places")
  func conflict() throws {
    let page = try Jimeng.service().contracts[0]
    let file = InputFile(
      name: "crazyrouter.json", bytes: Array(try Self.text("crazyrouter.json").utf8))
    let error = #expect(throws: InputFileError.self) {
      try ServiceLoader.load(files: [file], pages: [page]) { path in
        Result { () throws(InputFileError) in
          try InputFile(path: Self.folder.appending(path: path).path, bytesMax: 1 << 20)
        }
      }
    }
    let text = try #require(error).description
    #expect(text.contains("POST /jimeng/submit/videos is also served by"))
    #expect(text.contains("jimeng-submit-videos.md:13") && text.contains("crazyrouter.yaml:8"))
  }

  @Test(
    "a file that comes with the mock, or with the tests, satisfies the schema",
    arguments: ["jimeng.json", "page.json", "kling.json", "crazyrouter.json"])
  func schema(name: String) throws {
    let services = ScenarioReaderTests.fixtures.appending(path: "services")
    let schema = try CompiledSchema.compile(
      bare: JSONReader.read(
        Array(try Data(contentsOf: services.appending(path: "service.schema.json")))
      ).root, name: "service")
    let own = services.appending(path: name)
    let file =
      FileManager.default.fileExists(atPath: own.path) ? own : Self.folder.appending(path: name)
    let root = try JSONReader.read(Array(try Data(contentsOf: file))).root
    #expect(schema.validate(root).violations.map(\.message) == [])
  }

  @Test("what is built in would pass where it is checked whole")
  func builtIn() throws {
    let services = ScenarioReaderTests.fixtures.appending(path: "services")
    let file = InputFile(
      name: services.appending(path: "jimeng.json").path,
      bytes: Array(try Data(contentsOf: services.appending(path: "jimeng.json"))))
    let loaded = try ServiceLoader.load(files: [file]) { path in
      Result { () throws(InputFileError) in try InputFile(path: path, bytesMax: 1 << 20) }
    }
    #expect(loaded.map(\.name) == ["jimeng"])
    #expect(loaded[0].variants == ["export-2025-05", "reseller-2025-08", "ark-2025-08"])
  }
}
