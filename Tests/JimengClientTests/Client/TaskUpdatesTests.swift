import HTTPTransport
import JimengMock
import TestSupport
import Testing

@testable import JimengClient

@Suite struct TaskUpdatesTests {
  private static let course: [StubServer.Step] = [
    .task("NOT_START"), .task("NOT_START"), .task("IN_PROGRESS", progress: "30%"),
    .task("IN_PROGRESS", progress: "30%"), .task("IN_PROGRESS", progress: "60%"), .done,
  ]

  @Test("a snapshot for each change, to the final one, which ends it")
  func changes() async throws {
    try await StubServer.run(Self.course) { server in
      let clock = LeapingClock()
      let client = try JimengClient(baseURL: server.url(), clock: clock)
      var progress: [Double?] = []
      for try await snapshot in client.progress(of: "1") { progress.append(snapshot.progress) }
      #expect(progress == [0, 0.3, 0.6, 1])
      #expect(server.requests.count == 6 && clock.sleeps.count == 5)
    }
  }

  @Test("a task that failed is the last snapshot; video() throws it")
  func failure() async throws {
    try await StubServer.run([.task("QUEUED"), .task("FAILURE")]) { server in
      let client = try JimengClient(baseURL: server.url(), clock: LeapingClock())
      var last: TaskSnapshot?
      for try await snapshot in client.progress(of: "1") { last = snapshot }
      let task = try #require(last)
      #expect(throws: JimengError.taskFailed(task)) { try task.video() }
    }
  }

  @Test("a poll that failed is thrown, typed, and ends it")
  func pollFails() async throws {
    let gone = StubServer.Step.json(
      #"{"code":"task_not_exist","message":"task_not_exist","data":null}"#, status: 400)
    try await StubServer.run([.task("QUEUED"), gone]) { server in
      let client = try JimengClient(baseURL: server.url(), clock: LeapingClock())
      var iterator = client.progress(of: "1").makeAsyncIterator()
      #expect(try await iterator.next(isolation: nil)?.status == .queued)
      do throws(JimengError) {
        _ = try await iterator.next(isolation: nil)
        Issue.record("nothing was thrown")
      } catch {
        guard case .service(let service) = error else {
          Issue.record("\(error)")
          return
        }
        #expect(service.kind == .taskNotFound)
      }
      #expect(try await iterator.next(isolation: nil) == nil)
      #expect(server.requests.count == 2)
    }
  }

  @Test("each iterator polls anew, and none polls before it is asked")
  func anew() async throws {
    try await StubServer.run([.done]) { server in
      let client = try JimengClient(baseURL: server.url(), clock: LeapingClock())
      let updates = client.progress(of: "1")
      _ = updates.makeAsyncIterator()
      #expect(server.requests.isEmpty)
      for _ in 0..<2 {
        var iterator = updates.makeAsyncIterator()
        #expect(try await iterator.next(isolation: nil)?.status == .success)
      }
      #expect(server.requests.count == 2)
    }
  }

  @Test("cancelled between two polls, it ends at once and is told as cancelled")
  func cancels() async throws {
    try await StubServer.run([.task("QUEUED")]) { server in
      var configuration = JimengClient.Configuration()
      // A real hour on a real clock, of which nothing is waited.
      configuration.pollInterval = .seconds(3600)
      configuration.waitTimeout = .seconds(36_000)
      let client = try JimengClient(baseURL: server.url(), configuration: configuration)
      let (seen, continuation) = AsyncStream.makeStream(of: TaskStatus.self)
      let task = Task {
        defer { continuation.finish() }
        return await Result {
          for try await snapshot in client.progress(of: "1") { continuation.yield(snapshot.status) }
        }
      }
      for await status in seen {
        #expect(status == .queued)
        break
      }
      task.cancel()
      let result = await task.value
      #expect(throws: JimengError.cancelled) { try result.get() }
    }
  }

  @Test("so does a wait in the middle of a poll")
  func cancelsPoll() async throws {
    let silent = StubServer.Step(delivery: .init(fault: .neverAnswer))
    try await StubServer.run([silent]) { server in
      let client = try JimengClient(baseURL: server.url(), clock: LeapingClock())
      let task = Task { await Result { try await client.wait(for: "1") } }
      try await server.firstRequest()
      task.cancel()
      let result = await task.value
      #expect(throws: JimengError.cancelled) { try result.get() }
    }
  }
}
