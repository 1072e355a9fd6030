import HTTPTransport
import Testing

@testable import JimengMock

@Suite struct SessionTableTests {
  private static func time(_ seconds: UInt64) -> ServerTime {
    ServerTime(
      monotonicNanoseconds: seconds * 1_000_000_000, unixSeconds: 1_748_191_710 + Int64(seconds),
      unixNanoseconds: 0)
  }

  private func table(countMax: Int = 256) throws -> SessionTable {
    let settings = SessionSettings(
      jobs: try Jimeng.service().jobs, configuration: MockConfiguration())
    return SessionTable(settings: settings, countMax: countMax, at: Self.time(0))
  }

  @Test("a session comes with its first use, and is the same at the next")
  func comesIntoBeing() throws {
    var table = try table()
    #expect(table.existing("a") == nil)
    let session = table.session(named: "a", at: Self.time(1))
    #expect(table.session(named: "a", at: Self.time(2)) === session)
    #expect(table.existing("a") === session)
    #expect(table.session(named: "default", at: Self.time(3)) === table.standard)
    #expect(table.all.map(\.name) == ["default", "a"])
  }

  @Test("an hour without use ends a session, but not the default one")
  func expires() throws {
    var table = try table()
    let idle = table.session(named: "idle", at: Self.time(0))
    _ = table.session(named: "used", at: Self.time(0))
    _ = table.session(named: "used", at: Self.time(3600))
    table.expireNowAndThen(at: Self.time(3601))
    #expect(table.all.map(\.name) == ["default", "used"])
    #expect(table.session(named: "idle", at: Self.time(3602)) !== idle)
    #expect(table.evictedCount == 0)
  }

  @Test("an expired session is a new one even when nobody has swept it out")
  func expiresAtUse() throws {
    var table = try table()
    let old = table.session(named: "a", at: Self.time(0))
    #expect(table.session(named: "a", at: Self.time(3601)) !== old)
  }

  @Test("where there is no room, the one that was not used for the longest goes")
  func isCapped() throws {
    var table = try table(countMax: 2)
    _ = table.session(named: "a", at: Self.time(1))
    _ = table.session(named: "b", at: Self.time(2))
    _ = table.session(named: "a", at: Self.time(3))
    _ = table.session(named: "c", at: Self.time(4))
    #expect(table.all.map(\.name) == ["default", "a", "c"])
  }

  @Test("a removed session is gone; the default one only begins anew")
  func removes() throws {
    var table = try table()
    _ = table.session(named: "a", at: Self.time(1))
    try table.standard.queue.append("slow")
    let removals = ["a", "a", "default"].map { table.remove($0, at: Self.time(2)) }
    #expect(removals == [true, false, true])
    #expect(table.standard.queue.isEmpty && table.count == 1)
  }

  @Test(
    "names are what a path and a field can hold as they are",
    arguments: [
      ("a", true), ("A.b_c-9", true), (String(repeating: "x", count: 64), true), ("", false),
      (String(repeating: "x", count: 65), false), ("a b", false), ("a/b", false), ("ä", false),
      ("a%20", false), ("a\n", false),
    ])
  func names(name: String, isLegal: Bool) {
    #expect(SessionName.isLegal(name) == isLegal)
  }
}
