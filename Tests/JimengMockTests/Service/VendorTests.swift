import Foundation
import HTTPTransport
import StrictJSON
import Testing

@testable import JimengMock

/// Vendors of other shapes, served from their files alone.
@Suite struct VendorTests {
  private struct Vendor {
    let file: String
    let submit: String
    let body: String
    let fetch: String
    /// Where its answers have what a client looks for.
    let id: String
    let status: String
    let words: [String]
    let failed: String
    let reason: String
    let url: String
  }

  private static let vendors: [String: Vendor] = [
    "kling": Vendor(
      file: "kling.json", submit: "/v1/videos/text2video",
      body: #"{"prompt":"a pig","duration":"10","aspect_ratio":"9:16"}"#,
      fetch: "/v1/videos/text2video/", id: "/data/task_id", status: "/data/task_status",
      words: ["submitted", "processing", "succeed"], failed: "failed",
      reason: "/data/task_status_msg", url: "/data/task_result/videos/0/url"),
    "crazyrouter": Vendor(
      file: "crazyrouter.json", submit: "/jimeng/submit/videos",
      body: #"{"model":"jimeng","prompt":"a pig","duration":10,"aspect_ratio":"9:16"}"#,
      fetch: "/jimeng/fetch/", id: "/data/task_id", status: "/data/status",
      words: ["queued", "processing", "succeeded"], failed: "failed", reason: "/data/error",
      url: "/data/url"),
  ]

  private final class Run {
    let vendor: Vendor
    let bench: HandlerBench

    init(_ name: String, _ configure: (inout MockConfiguration) -> Void = { _ in }) throws {
      vendor = try #require(VendorTests.vendors[name])
      let services = try ServiceFileTests.load(vendor.file)
      bench = try HandlerBench {
        $0.loadedServices = services
        $0.timeScale = 0
        configure(&$0)
      }
    }

    func submit(prefix: String = "", _ headers: [String] = []) throws -> HandlerBench.Reply {
      try bench.send(
        "POST", prefix + vendor.submit, vendor.body,
        headers: ["Content-Type: application/json"] + headers)
    }

    func value(_ pointer: String, of json: JSONValue) -> String? {
      JSONPointer(pointer)?.resolve(in: json)?.string
    }

    func id(prefix: String = "", _ headers: [String] = []) throws -> String {
      try #require(value(vendor.id, of: try submit(prefix: prefix, headers).json))
    }

    func fetch(_ id: String, prefix: String = "") throws -> JSONValue {
      try bench.send("GET", prefix + vendor.fetch + id).json
    }

    func advance(_ seconds: Int, prefix: String = "") throws {
      try bench.send("POST", "\(prefix)/__mock/clock/advance", #"{"seconds":\#(seconds)}"#)
    }
  }

  @Test("a task goes from its submit to a video that plays", arguments: ["kling", "crazyrouter"])
  func success(name: String) throws {
    let run = try Run(name)
    let id = try run.id()
    #expect(try run.value(run.vendor.id, of: run.fetch(id)) == id)
    var words: [String] = []
    for _ in 0...10 {
      let word = try #require(try run.value(run.vendor.status, of: run.fetch(id)))
      if words.last != word { words.append(word) }
      try run.advance(3)
    }
    #expect(words == run.vendor.words)
    let url = try #require(try run.value(run.vendor.url, of: run.fetch(id)))
    #expect(url.hasSuffix("/video-9x16-10s.mp4"))
    let path = try #require(url.firstRange(of: "/__mock").map { String(url[$0.lowerBound...]) })
    #expect(try run.bench.send("GET", path).response.body.count > 1000)
  }

  @Test("a task fails in the vendor's words", arguments: ["kling", "crazyrouter"])
  func failure(name: String) throws {
    let run = try Run(name)
    let id = try run.id(["Prefer: scenario=task-fails"])
    try run.advance(60)
    let answer = try run.fetch(id)
    #expect(run.value(run.vendor.status, of: answer) == run.vendor.failed)
    #expect(run.value(run.vendor.reason, of: answer) == "task failed")
    #expect(run.value(run.vendor.url, of: answer) == nil)
  }

  @Test("an id that was never given is unknown", arguments: ["kling", "crazyrouter"])
  func unknown(name: String) throws {
    let run = try Run(name)
    let reply = try run.bench.send("GET", run.vendor.fetch + "invented")
    #expect(reply.status == 404)
    #expect(try run.bench.send("GET", "/__mock/tasks")["count"] == 0)
  }

  @Test("a broken request gets the vendor's own shape", arguments: ["kling", "crazyrouter"])
  func violation(name: String) throws {
    let run = try Run(name)
    let reply = try run.bench.send(
      "POST", run.vendor.submit, "{}", headers: ["Content-Type: application/json"])
    #expect(reply.status == 400)
    #expect(reply["code"]?.number != nil)
    #expect(reply["message"]?.string?.contains("prompt: required, but missing") == true)
    #expect(reply.fields.contains("Mock-Violations: "))
  }

  @Test("a broken request gets the status of the service file, except for its Content-Type")
  func violationStatus() throws {
    let services = try ServiceFileTests.load(
      changing: "\"violation\": {\n      \"status\": 400",
      to: "\"violation\": {\n      \"status\": 422")
    let bench = try HandlerBench { $0.loadedServices = services }
    let path = "/v1/videos/text2video"
    let json = ["Content-Type: application/json"]
    #expect(try bench.send("POST", path, "{}", headers: json).status == 422)
    let problem = try bench.send(
      "POST", path, "{}", headers: json + ["Accept: application/problem+json"])
    #expect(problem.status == 422 && problem["status"] == 422)
    let text = ["Content-Type: text/plain"]
    #expect(try bench.send("POST", path, "{}", headers: text).status == 415)
  }

  @Test("sessions share no task and no time", arguments: ["kling", "crazyrouter"])
  func sessions(name: String) throws {
    let run = try Run(name)
    let id = try run.id(prefix: "/session/a")
    #expect(try run.bench.send("GET", run.vendor.fetch + id).status == 404)
    try run.advance(60, prefix: "/session/a")
    let answer = try run.fetch(id, prefix: "/session/a")
    #expect(run.value(run.vendor.status, of: answer) == run.vendor.words.last)
    #expect(run.value(run.vendor.url, of: answer)?.contains("/session/a/__mock/files/") == true)
  }

  @Test("faults strike, and a failed delivery is recorded", arguments: ["kling", "crazyrouter"])
  func faults(name: String) throws {
    for fault in ["connection-reset", "truncated-body", "malformed-chunk", "never-answers"] {
      let run = try Run(name)
      let reply = try run.submit(["Prefer: scenario=\(fault)"])
      #expect(!reply.response.isImmediate, "\(fault)")
      #expect(reply.fields.contains("Mock-Scenario: \(fault); via=prefer"))
    }
  }

  @Test("times in milliseconds, and the request's id where the vendor has it")
  func kling() throws {
    let run = try Run("kling")
    let reply = try run.submit()
    let created = try #require(reply["data"]?["created_at"]?.number?.int)
    #expect(created > 1_000_000_000_000)
    let requestID = try #require(reply["request_id"]?.string)
    #expect(reply.fields.contains("X-Oneapi-Request-Id: \(requestID)"))
    #expect(reply["code"] == 0)
  }

  @Test("several vendors stand on one base URL, each with its own tasks")
  func together() throws {
    let files = try ["kling.json", "crazyrouter.json"].map {
      InputFile(name: "Vendors/\($0)", bytes: Array(try ServiceFileTests.text($0).utf8))
    }
    let loaded = try ServiceLoader.load(files: files) { path in
      Result { () throws(InputFileError) in
        try InputFile(
          path: ServiceFileTests.folder.deletingLastPathComponent().appending(path: path).path,
          bytesMax: 1 << 20)
      }
    }
    let bench = try HandlerBench { $0.loadedServices = loaded }
    let json = ["Content-Type: application/json"]
    let first = try bench.send(
      "POST", "/v1/videos/text2video", #"{"prompt":"a"}"#, headers: json)["data"]?["task_id"]
    let second = try bench.send(
      "POST", "/jimeng/submit/videos", #"{"model":"m","prompt":"a"}"#, headers: json)
    let id = try #require(first?.string)
    let other = try #require(second["data"]?["task_id"]?.string)
    #expect(try bench.send("GET", "/v1/videos/text2video/\(id)").status == 200)
    #expect(try bench.send("GET", "/jimeng/fetch/\(other)").status == 200)
    // A task of the one is unknown to the other.
    #expect(try bench.send("GET", "/jimeng/fetch/\(id)").status == 404)
    #expect(try bench.send("GET", "/__mock/tasks")["count"] == 2)
    let paths = try bench.send("GET", "/__mock/contract")["paths"]?.object?.members.map(\.name)
    #expect(
      paths == [
        "/v1/videos/text2video", "/v1/videos/text2video/{task_id}", "/jimeng/submit/videos",
      ])
  }

  @Test(
    "a variant is data as well: recorded shapes of one vendor's answers",
    arguments: [
      ("export-2025-05", nil, "/data/data/data/video"),
      ("reseller-2025-08", "/data/data/video", nil), ("ark-2025-08", "/data/data/video", nil),
    ] as [(String, String?, String?)])
  func variants(name: String, shallow: String?, deep: String?) throws {
    let services = try ServiceLoader.load(variant: name)
    let bench = try HandlerBench {
      $0.loadedServices = services
      $0.timeScale = 0
    }
    let id = try #require(try bench.submit()["data"]?.string)
    try bench.send("POST", "/__mock/clock/advance", #"{"seconds":15}"#)
    let underway = try bench.send("GET", "/jimeng/fetch/\(id)").json
    #expect(underway["data"]?["status"] == (name == "ark-2025-08" ? "UNKNOWN" : "IN_PROGRESS"))
    try bench.send("POST", "/__mock/clock/advance", #"{"seconds":15}"#)
    let answer = try bench.send("GET", "/jimeng/fetch/\(id)").json
    for (pointer, isThere) in [
      ("/data/data/video", shallow != nil), ("/data/data/data/video", deep != nil),
    ] {
      let url = JSONPointer(pointer)?.resolve(in: answer)?.string
      #expect((url != nil) == isThere, "\(pointer)")
    }
    #expect((id.count == 13) == (name != "ark-2025-08"))
  }
}
