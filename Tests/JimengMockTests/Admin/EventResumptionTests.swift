import HTTPTransport
import Testing

@testable import JimengMock

/// What a listener is told that comes back with the id of the last event that it got.
@Suite struct EventResumptionTests {
  private let bench: AdminBench

  init() throws {
    bench = try AdminBench()
  }

  /// What one listener is sent that comes with this id.
  private func take(_ lastID: String?, from bench: AdminBench) throws -> String {
    let headers = lastID.map { [("Last-Event-ID", $0)] } ?? []
    _ = try bench.answer("GET", "/__mock/events", headers: headers)
    defer { bench.admin.connectionClosed(0) }
    return bench.admin.takePushes(at: bench.now).map { String(decoding: $0.bytes, as: UTF8.self) }
      .joined()
  }

  private func events(_ text: String, _ kind: String) -> Int {
    text.split(separator: "\n").filter { $0 == "event: \(kind)" }.count
  }

  private func lastID(_ text: String) throws -> String {
    let line = try #require(text.split(separator: "\n").last { $0.hasPrefix("id: ") })
    return String(line.dropFirst(4))
  }

  private func record(_ count: Int) throws {
    for _ in 0..<count { try bench.state.sessions.default.journal.submit() }
  }

  @Test("an id from before a reset: a reset, then all that has been recorded since")
  func afterReset() throws {
    _ = try bench.answer("GET", "/__mock/events")
    try record(3)
    let before = try lastID(
      bench.admin.takePushes(at: bench.now).map { String(decoding: $0.bytes, as: UTF8.self) }
        .joined())
    bench.admin.connectionClosed(0)
    _ = try bench.ask("POST", "/__mock/reset")
    try record(5)
    let text = try take(before, from: bench)
    #expect(text.hasPrefix("id: ") && text.contains("event: reset\ndata: {\"session\""))
    #expect(events(text, "reset") == 1 && events(text, "request") == 5)
    // From there on nothing was missed.
    let again = try take(lastID(text), from: bench)
    #expect(again.isEmpty)
  }

  @Test(
    "an id that nobody gave: the same",
    arguments: ["3", "40", "x", "-1", "7-1", "99999999999999999999", "1-99999999999999999999"])
  func unknown(id: String) throws {
    try record(5)
    let text = try take(id, from: bench)
    #expect(events(text, "reset") == 1 && events(text, "request") == 5)
  }

  @Test("no id, or an empty one: what comes from now on", arguments: [nil, ""])
  func none(id: String?) throws {
    try record(5)
    #expect(try take(id, from: bench).isEmpty)
  }
}
