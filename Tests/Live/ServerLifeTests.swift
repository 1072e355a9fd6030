import Foundation
import JimengMock
import TestSupport
import Testing

/// That mocks come and go without a trace, and that many live side by side.
@Suite struct ServerLifeTests {
  /// What this process holds: open descriptors, or threads; nil where the system does not tell.
  private static func count(_ things: String) -> Int? {
    try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/\(things)").count
  }

  /// A thread is gone a moment after its server's end, and so is what nobody waits for: they are
  /// counted until few enough are left, for 60 s at most.
  private static func count(_ things: String, atMost few: Int) async -> Int {
    let start = ContinuousClock.now
    while let count = count(things), count > few, ContinuousClock.now - start < .seconds(60) {
      await Task.yield()
    }
    return count(things) ?? 0
  }

  /// URLSession's sockets go to every process that is started: as long as this one held them, the
  /// clients of other tests could not end a connection.
  private static func closeInheritedSockets() {
    let folder = "/proc/self/fd"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
      if target?.hasPrefix("socket:") == true, let descriptor = Int32(name) { close(descriptor) }
    }
  }

  /// In a process of its own, for other tests open and close descriptors meanwhile.
  @Test("1,000 mocks start, answer, and stop without a leaked descriptor or thread")
  func cycles() async throws {
    let result = try await #require(
      processExitsWith: .success, observing: [\.standardOutputContent]
    ) {
      Self.closeInheritedSockets()
      // The first ones make the runtime open and start what it keeps.
      for _ in 0..<10 {
        let mock = try await MockServer.start()
        _ = try Submit.send(to: mock.port)
        await mock.stop()
      }
      let (descriptors, threads) = (Self.count("fd"), Self.count("task"))
      var durations: [Duration] = []
      for number in 0..<1000 {
        let start = ContinuousClock.now
        let mock = try await MockServer.start()
        var duration = ContinuousClock.now - start
        if number.isMultiple(of: 4) {
          let answer = try Submit.send(to: mock.port)
          try #require(answer.hasPrefix("HTTP/1.1 200 "), "\(answer)")
        }
        let stop = ContinuousClock.now
        await mock.stop()
        duration += ContinuousClock.now - stop
        durations.append(duration)
      }
      let descriptorsLeft = Self.count("fd")
      // The runtime has threads of its own, and may want some more meanwhile.
      let threadsMax = (threads ?? 0) + ProcessInfo.processInfo.activeProcessorCount
      let threadsLeft = await Self.count("task", atMost: threadsMax)
      durations.sort()
      print(
        "start + stop: median \(durations[500]), 99th percentile \(durations[990]);",
        "descriptors \(descriptors ?? 0) → \(descriptorsLeft ?? 0),",
        "threads \(threads ?? 0) → \(threadsLeft)")
      // The runtime opens up to three of its own when it likes; one a mock would be a thousand.
      #expect((descriptorsLeft ?? 0) <= (descriptors ?? 0) + 3)
      #expect(threadsLeft <= threadsMax)
    }
    print(String(decoding: result.standardOutputContent, as: UTF8.self))
  }

  /// The same of those that nobody stops; they end a moment after they are let go of.
  @Test("100 mocks that are let go of give back what they had")
  func letGo() async throws {
    let result = try await #require(
      processExitsWith: .success, observing: [\.standardOutputContent]
    ) {
      Self.closeInheritedSockets()
      for _ in 0..<10 { try await Self.answeringMock().stop() }
      let descriptorsMax = (Self.count("fd") ?? 0) + 3
      let threadsMax = (Self.count("task") ?? 0) + ProcessInfo.processInfo.activeProcessorCount
      for _ in 0..<100 { _ = try await Self.answeringMock() }
      let descriptorsLeft = await Self.count("fd", atMost: descriptorsMax)
      let threadsLeft = await Self.count("task", atMost: threadsMax)
      print("descriptors \(descriptorsMax) → \(descriptorsLeft), threads → \(threadsLeft)")
      #expect(descriptorsLeft <= descriptorsMax && threadsLeft <= threadsMax)
    }
    print(String(decoding: result.standardOutputContent, as: UTF8.self))
  }

  private static func answeringMock() async throws -> MockServer {
    let mock = try await MockServer.start()
    let answer = try Submit.send(to: mock.port)
    try #require(answer.hasPrefix("HTTP/1.1 200 "), "\(answer)")
    return mock
  }

  @Test("50 mocks in one process, all at work at once, know nothing of each other")
  func sideBySide() async throws {
    var mocks: [MockServer] = []
    for _ in 0..<50 { mocks.append(try await MockServer.start()) }
    #expect(Set(mocks.map(\.port)).count == 50)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, mock) in mocks.enumerated() {
        group.addTask { try await Self.work(mock, named: "mock \(index)", faultCount: index % 5) }
      }
      try await group.waitForAll()
    }
    for (index, mock) in mocks.enumerated() {
      let submits = mock.verify(
        "POST", "/jimeng/submit/videos", body: ["prompt": "mock \(index)"], .exactly(10))
      #expect(submits.isMet, "\(submits)")
      #expect(mock.journal.requests.count { $0.status == 429 } == index % 5)
      #expect(mock.journal.requests.count == 10)
    }
    await withTaskGroup(of: Void.self) { group in
      for mock in mocks { group.addTask { await mock.stop() } }
    }
  }

  private static func work(_ mock: MockServer, named name: String, faultCount: Int) async throws {
    if faultCount > 0 { mock.queue("rate-limited", times: faultCount) }
    let client = WebClient(mock)
    for round in 0..<10 {
      let answer = try await client.submit(Submit.body(name))
      #expect(answer.status == (round < faultCount ? 429 : 200))
    }
  }
}
