import TestSupport
import Testing

@testable import HTTPTransport

@Suite("A poller")
struct PollerTests {
  private static let token = PollToken(slot: 7, generation: 3)

  private func wait(_ poller: any Poller) throws -> [PollEvent] {
    var events = ContiguousArray<PollEvent>()
    try poller.wait(milliseconds: 0, into: &events)
    return Array(events)
  }

  @Test(
    "tells which registration is readable, again and again until it is read",
    arguments: PollerKind.allCases)
  func tellsReadable(_ kind: PollerKind) throws {
    let poller = try kind.makePoller()
    let pipe = try WakePipe()
    defer {
      pipe.close()
      poller.close()
    }
    try poller.add(pipe.reader, token: Self.token, interest: .read)
    #expect(try wait(poller).isEmpty)
    pipe.wake()
    let ready = PollEvent(token: Self.token, isReadable: true, isWritable: false)
    #expect(try wait(poller) == [ready])
    #expect(try wait(poller) == [ready])
    pipe.drain()
    #expect(try wait(poller).isEmpty)
  }

  @Test(
    "watches for what it was last told, under the token it was last told",
    arguments: PollerKind.allCases)
  func updates(_ kind: PollerKind) throws {
    let poller = try kind.makePoller()
    let pipe = try WakePipe()
    defer {
      pipe.close()
      poller.close()
    }
    pipe.wake()
    try poller.add(pipe.reader, token: Self.token, interest: .read)
    let other = PollToken(slot: 1, generation: .max)
    try poller.update(pipe.reader, token: other, interest: [])
    #expect(try wait(poller).isEmpty)
    try poller.update(pipe.reader, token: other, interest: .read)
    #expect(try wait(poller).map(\.token) == [other])
    poller.remove(pipe.reader)
    #expect(try wait(poller).isEmpty)
    #expect(throws: SystemCallError.self) {
      try poller.update(pipe.reader, token: other, interest: .read)
    }
  }

  @Test("keeps the other registrations when some are removed", arguments: PollerKind.allCases)
  func removes(_ kind: PollerKind) throws {
    let poller = try kind.makePoller()
    let pipes = try (0..<5).map { _ in try WakePipe() }
    defer {
      for pipe in pipes { pipe.close() }
      poller.close()
    }
    for (index, pipe) in pipes.enumerated() {
      pipe.wake()
      let token = PollToken(slot: UInt32(index), generation: 0)
      try poller.add(pipe.reader, token: token, interest: .read)
    }
    poller.remove(pipes[0].reader)
    poller.remove(pipes[0].reader)
    poller.remove(pipes[3].reader)
    poller.remove(pipes[4].reader)
    #expect(Set(try wait(poller).map(\.token.slot)) == [1, 2])
  }

  @Test(
    "names a registration, so that an event for a closed one finds nobody",
    arguments: PollerKind.allCases)
  func namesRegistrations(_ kind: PollerKind) throws {
    let poller = try kind.makePoller()
    defer { poller.close() }
    var table = ConnectionTable()
    let first = try WakePipe()
    let old = table.insert { driver(first.reader, $0) }
    try poller.add(first.reader, token: old.token, interest: .read)
    first.wake()
    let gathered = try wait(poller)
    poller.remove(first.reader)
    first.close()
    table.remove(old.token)
    // Most likely the same descriptor, surely the same slot.
    let second = try WakePipe()
    defer { second.close() }
    let new = table.insert { driver(second.reader, $0) }
    try poller.add(second.reader, token: new.token, interest: .read)
    #expect(gathered.count == 1)
    #expect(gathered.allSatisfy { table[$0.token] == nil })
    second.wake()
    #expect(try wait(poller).allSatisfy { table[$0.token] === new })
  }

  private func driver(_ socket: Socket, _ token: PollToken) -> ConnectionDriver {
    ConnectionDriver(
      socket: socket, token: token, number: 1, limits: HTTPLimits(), now: ConnectionRun.now)
  }

  @Test("counts a broken connection as both", arguments: PollerKind.allCases)
  func tellsBroken(_ kind: PollerKind) throws {
    let poller = try kind.makePoller()
    defer { poller.close() }
    let address = try #require(SocketAddress(host: "127.0.0.1", port: 0))
    let listener = try Socket.listening(on: address, backlog: 1)
    defer { listener.close() }
    let client = try SocketClient(port: try listener.localPort())
    let served = try #require(try listener.accept())
    defer { served.close() }
    try poller.add(served, token: Self.token, interest: .write)
    client.reset()
    let broken = PollEvent(
      token: Self.token, isReadable: true, isWritable: true, isBroken: true)
    #expect(try wait(poller) == [broken])
    // Whatever is watched for.
    try poller.update(served, token: Self.token, interest: [])
    #expect(try wait(poller) == [broken])
  }

  #if os(Linux)
    @Test(
      "tells when the peer ends its side, behind bytes that nobody reads, if that is watched for",
      arguments: PollerKind.allCases)
    func tellsEnd(_ kind: PollerKind) throws {
      let poller = try kind.makePoller()
      defer { poller.close() }
      let address = try #require(SocketAddress(host: "127.0.0.1", port: 0))
      let listener = try Socket.listening(on: address, backlog: 1)
      defer { listener.close() }
      let client = try SocketClient(port: try listener.localPort())
      let served = try #require(try listener.accept())
      defer { served.close() }
      client.send("unread")
      try poller.add(served, token: Self.token, interest: .end)
      #expect(try wait(poller).isEmpty)
      client.endSending()
      let ended = PollEvent(
        token: Self.token, isReadable: false, isWritable: false, isEnded: true)
      #expect(try wait(poller) == [ended])
      try poller.update(served, token: Self.token, interest: [])
      #expect(try wait(poller).isEmpty)
    }
  #endif

  @Test("keeps a token through the system's 64 bits")
  func roundTripsTokens() {
    for token in [Self.token, PollToken(slot: .max, generation: .max)] {
      #expect(PollToken(rawValue: token.rawValue) == token)
    }
  }
}
