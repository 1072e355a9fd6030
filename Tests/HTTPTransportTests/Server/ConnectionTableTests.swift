import Testing

@testable import HTTPTransport

@Suite("The connection table")
struct ConnectionTableTests {
  private func insert(into table: inout ConnectionTable) -> PollToken {
    table.insert { token in
      ConnectionDriver(
        socket: Socket(descriptor: -1), token: token, number: 1, limits: HTTPLimits(),
        now: ConnectionRun.now)
    }.token
  }

  @Test("finds a connection by its token, and none by the token of the one before it")
  func dropsStaleTokens() {
    var table = ConnectionTable()
    let first = insert(into: &table)
    table.remove(first)
    let second = insert(into: &table)
    #expect(second.slot == first.slot)
    #expect(table[first] == nil)
    #expect(table[second] != nil)
    table.remove(first)
    #expect(table.count == 1)
  }

  @Test("finds none by a token that was never given")
  func dropsUnknownTokens() {
    let table = ConnectionTable()
    #expect(table[PollToken(slot: 0, generation: 0)] == nil)
    #expect(table[PollToken(slot: .max, generation: 0)] == nil)
  }

  @Test("visits every connection, also when each is removed on the way")
  func visitsAll() {
    var table = ConnectionTable()
    for _ in 0..<5 { _ = insert(into: &table) }
    var visited: Set<PollToken> = []
    table.visit { visited.insert($0.token) }
    for token in visited { table.remove(token) }
    #expect(visited.count == 5)
    #expect(table.isEmpty)
  }
}
