import HTTPTransport
import Testing

@testable import JimengMock

/// What sessions hold together, and who gives something up when that is too much.
@Suite struct SharedRoomTests {
  private static let now = AdminBench.time(0)

  private func table(_ limits: SharedLimits) -> SessionTable {
    var settings = SessionSettings()
    settings.sharedLimits = limits
    return SessionTable(settings: settings, at: Self.now)
  }

  /// Records a submit at a second, as the handler does.
  private func record(_ name: String, at second: Int64, in table: inout SessionTable) throws {
    let session = table.session(named: name, at: Self.now)
    let before = session.journal.byteCount
    session.journal.append(
      JournalExchange(connection: 1, time: second * 1_000_000_000),
      request: try JournalSample.request(body: #"{"prompt":"a cat"}"#),
      answer: JournalSample.answer())
    table.noteJournal(grownBy: session.journal.byteCount - before, of: session)
  }

  private func submit(_ id: Int, to name: String, in table: inout SessionTable) {
    let session = table.session(named: name, at: Self.now)
    let before = session.tasks.count
    let instant = session.instant(at: Self.now)
    session.tasks.insert(
      VideoTask(
        id: "\(id)", submitted: instant, parameters: TaskParameters(aspectRatio: nil, seconds: 5)),
      at: instant)
    table.noteTasks(grownBy: session.tasks.count - before, of: session)
  }

  private var entryByteCount: Int {
    get throws {
      var journal = Journal(session: "s")
      try journal.submit()
      return journal.byteCount
    }
  }

  @Test("who recorded nothing for the longest gives up its records, the default one included")
  func journals() throws {
    var table = table(SharedLimits(journalByteCountMax: 10 * (try entryByteCount)))
    for (second, name) in ["a", "default", "b", "a"].enumerated() {
      for _ in 0..<2 { try record(name, at: Int64(second), in: &table) }
    }
    for second in 10..<12 { try record("c", at: Int64(second), in: &table) }
    #expect(table.all.map(\.journal.count) == [2, 4, 2, 2])
    try record("c", at: 12, in: &table)
    #expect(table.all.map(\.journal.count) == [0, 4, 2, 3])
    #expect(table.standard.journal.evictedCount == 2)
    for second in 13..<15 { try record("c", at: Int64(second), in: &table) }
    #expect(table.all.map(\.journal.count) == [0, 4, 0, 5])
    // It can record again, and its numbers go on.
    try record("default", at: 20, in: &table)
    #expect(table.standard.journal.map(\.id) == [3])
    #expect(table.journalByteCount == table.all.reduce(0) { $0 + $1.journal.byteCount })
  }

  @Test("what a reset or an end gave back is room again")
  func givenBack() throws {
    var table = table(SharedLimits(journalByteCountMax: 10 * (try entryByteCount)))
    for _ in 0..<8 { try record("a", at: 1, in: &table) }
    try record("b", at: 0, in: &table)
    table.session(named: "a", at: Self.now).reset(at: Self.now)
    for _ in 0..<8 { try record("c", at: 2, in: &table) }
    #expect(table.all.map(\.journal.count) == [0, 0, 1, 8])
  }

  @Test("who is alone keeps what its own bound allows")
  func alone() throws {
    var table = table(SharedLimits(journalByteCountMax: 1))
    for _ in 0..<20 { try record("a", at: 1, in: &table) }
    #expect(table.existing("a")?.journal.count == 20)
  }

  @Test("tasks too are given up by others, and told of as evicted")
  func tasks() throws {
    var table = table(SharedLimits(taskCountMax: 5))
    try record("a", at: 1, in: &table)
    try record("b", at: 2, in: &table)
    for id in 1...3 { submit(id, to: "a", in: &table) }
    for id in 4...5 { submit(id, to: "b", in: &table) }
    submit(6, to: "c", in: &table)
    #expect(table.all.map(\.tasks.count) == [0, 0, 2, 1])
    #expect(table.existing("a")?.tasks.evictedCount == 3)
    submit(7, to: "a", in: &table)
    #expect(table.existing("a")?.tasks.peek("7", at: MockInstant(unixNanoseconds: 0)) != nil)
  }

  @Test("the handler tells of what it records")
  func handler() throws {
    let bench = try HandlerBench()
    for prefix in ["", "/session/a", "/session/a"] { try bench.submit(prefix) }
    let sessions = bench.state.sessions
    #expect(sessions.taskCount == 3)
    #expect(sessions.journalByteCount == sessions.all.reduce(0) { $0 + $1.journal.byteCount })
    #expect(sessions.journalByteCount > 0)
  }

  @Test("a session may have all the tasks that it is configured to have")
  func configured() throws {
    var configuration = MockConfiguration()
    configuration.taskLimit = 5_000_000
    let settings = SessionSettings(jobs: try Jimeng.service().jobs, configuration: configuration)
    #expect(settings.sharedLimits.taskCountMax == 5_000_000)
    #expect(SessionSettings().sharedLimits.taskCountMax == 1_000_000)
  }
}
