import HTTPTransport
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct EventStreamsTests {
  private let bench: AdminBench
  private let streams: EventStreams
  private var session: Session { bench.state.sessions.default }

  init() throws {
    bench = try AdminBench()
    streams = EventStreams(bench.state)
  }

  /// What listener 1 is sent now.
  private func take() -> String {
    streams.takePushes(at: bench.now).filter { $0.connectionID == 1 }
      .map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
  }

  /// The numbers of the requests that a text tells of, in order.
  private func ids(_ text: String) -> [Int] {
    text.split(separator: "\n").filter { $0.hasPrefix("id: ") }
      .compactMap { EventID(String($0.dropFirst(4)))?.number }.filter { $0 > 0 }
  }

  @Test("tells of what is recorded from now on, once, in order")
  func tells() throws {
    try session.journal.submit()
    let first = streams.add(1, session: session, lastID: nil, at: bench.now)
    #expect(String(decoding: first, as: UTF8.self) == "retry: 1000\n\n")
    #expect(take() == "")
    try session.journal.submit()
    try session.journal.fetch()
    let text = take()
    #expect(ids(text) == [2, 3])
    let epoch = session.journal.epoch
    #expect(
      text.hasPrefix("id: \(epoch)-2\nevent: request\ndata: {\"id\":2,\"session\":\"default\","))
    #expect(text.contains(#""method":"GET","path":"/jimeng/fetch/4596183399426","status":200"#))
    #expect(text.hasSuffix("}\n\n"))
    #expect(take() == "")
  }

  @Test("tells who comes back what was missed, and what is lost")
  func resumes() throws {
    for _ in 0..<3 { try session.journal.submit() }
    let epoch = session.journal.epoch
    _ = streams.add(1, session: session, lastID: "\(epoch)-1", at: bench.now)
    #expect(ids(take()) == [2, 3])
    _ = streams.add(1, session: session, lastID: "\(epoch)-3", at: bench.now)
    #expect(take() == "")
    let small = try AdminBench { $0.journalLimit = 2 }
    let late = EventStreams(small.state)
    for _ in 0..<5 { try small.state.sessions.default.journal.submit() }
    let journal = small.state.sessions.default.journal
    _ = late.add(
      1, session: small.state.sessions.default, lastID: "\(journal.epoch)-1", at: small.now)
    let push = try #require(late.takePushes(at: small.now).first)
    let text = String(decoding: push.bytes, as: UTF8.self)
    #expect(text.hasPrefix("event: evicted\ndata: {\"count\":2}\n\n"))
    #expect(ids(text) == [4, 5])
  }

  @Test("tells of a reset, and begins again")
  func resets() throws {
    _ = streams.add(1, session: session, lastID: nil, at: bench.now)
    session.reset(at: bench.now)
    try session.journal.submit()
    let text = take()
    #expect(text.hasPrefix("id: \(session.journal.epoch)-0\nevent: reset\n"))
    #expect(ids(text) == [1])
  }

  @Test("follows a session that was ended and begun again under its name")
  func followsName() throws {
    let first = bench.state.sessions.session(named: "a", at: bench.now)
    _ = streams.add(1, session: first, lastID: nil, at: bench.now)
    _ = bench.state.sessions.remove("a", at: bench.now)
    #expect(take() == "")
    try bench.state.sessions.session(named: "a", at: bench.now).journal.submit()
    #expect(ids(take()) == [1])
  }

  @Test("tells nobody of another session")
  func isolation() throws {
    _ = streams.add(1, session: session, lastID: nil, at: bench.now)
    try bench.state.sessions.session(named: "b", at: bench.now).journal.submit()
    #expect(take() == "")
  }

  @Test("sends a bounded part at a time")
  func bounded() throws {
    _ = streams.add(1, session: session, lastID: nil, at: bench.now)
    for _ in 0..<(EventStreams.entriesPerTurnMax + 5) { try session.journal.submit() }
    #expect(ids(take()).count == EventStreams.entriesPerTurnMax)
    #expect(ids(take()).count == 5)
  }

  @Test("breaks a long silence with a comment")
  func heartbeat() {
    _ = streams.add(1, session: session, lastID: nil, at: bench.now)
    bench.monotonicNanoseconds += EventStreams.heartbeatNanoseconds
    #expect(take() == ":\n\n")
    #expect(take() == "")
  }

  @Test("takes so many listeners and no more, until one goes")
  func full() {
    for id in 0..<EventStreams.countMax {
      #expect(!streams.isFull)
      _ = streams.add(UInt64(id), session: session, lastID: nil, at: bench.now)
    }
    #expect(streams.isFull)
    streams.remove(3)
    #expect(!streams.isFull)
  }

  @Test("events is a stream, which no cache keeps")
  func endpoint() throws {
    let response = try #require(try bench.answer("GET", "/__mock/events"))
    #expect(response.delivery.isStream)
    #expect(response.fieldText.contains("Content-Type: text/event-stream\r\n"))
    #expect(response.fieldText.contains("Cache-Control: no-store\r\n"))
    for _ in 0..<100 { _ = try bench.answer("HEAD", "/__mock/events") }
    #expect(try bench.answer("GET", "/__mock/events")?.status == .ok)
  }
}
