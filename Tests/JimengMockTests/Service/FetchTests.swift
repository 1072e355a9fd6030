import HTTPTransport
import StrictJSON
import Testing

@testable import JimengMock

/// Fetches of one task and of several, and what the journal says of them.
@Suite struct FetchTests {
  private let bench: HandlerBench

  init() throws {
    bench = try HandlerBench()
  }

  private func submit() throws -> String {
    try #require(try bench.submit()["data"]?.string)
  }

  private func fetch(_ ids: String...) throws {
    let list = ids.joined(separator: ",")
    #expect(try bench.send("POST", "/jimeng/fetch", "{\"ids\":[\(list)]}").status == 200)
  }

  /// Of the request that came last.
  private var warnings: [String] {
    bench.state.sessions.default.journal.last?.warnings.map(\.kind) ?? []
  }

  @Test(
    "several ids among which one is none are warned of, as one alone is",
    arguments: ["\"None\"", "null", "\"\"", "\"undefined\""])
  func noID(id: String) throws {
    let known = try submit()
    try fetch("\"\(known)\"", id)
    #expect(warnings == ["polling-without-id"])
    try fetch("\"\(known)\"")
    #expect(warnings == [])
  }

  @Test("several tasks among which one is known to have ended are warned of")
  func afterEnd() throws {
    let old = try submit()
    bench.state.sessions.default.advanceClock(by: .seconds(60))
    let young = try submit()
    try fetch("\"\(old)\"", "\"\(young)\"")
    #expect(warnings == [])
    try fetch("\"\(young)\"", "\"\(old)\"")
    #expect(warnings == ["polling-after-end"])
    try fetch("\"\(young)\"")
    #expect(warnings == [])
  }

  @Test("a HEAD has the fields of the GET, and is no step of the task")
  func head() throws {
    let bench = try HandlerBench { $0.progress = .poll }
    let id = try #require(try bench.submit()["data"]?.string)
    let head = try bench.send("HEAD", "/jimeng/fetch/\(id)")
    for _ in 0..<20 { try bench.send("HEAD", "/jimeng/fetch/\(id)") }
    let get = try bench.send("GET", "/jimeng/fetch/\(id)")
    #expect(get["data"]?["status"] == "NOT_START")
    #expect(head.status == 200 && head.response.body == get.response.body)
    #expect(try bench.send("HEAD", "/jimeng/fetch/0").status == 400)
  }
}
