import Foundation
import JimengMock
import TestSupport
import Testing

@Suite struct WithMockServerTests {
  private struct Oops: Error {}

  /// A mock that has stopped knows nothing any more.
  private static func isStopped(_ mock: MockServer) -> Bool {
    mock.verify("POST", "/jimeng/submit/videos").verdict == .unknown
  }

  @Test("gives a mock that answers, returns what the closure does, and stops the mock")
  func returns() async throws {
    let (mock, status) = try await withMockServer { mock in
      let answer = try await WebClient(mock).submit()
      #expect(!Self.isStopped(mock))
      return (mock, answer.status)
    }
    #expect(status == 200 && Self.isStopped(mock))
  }

  @Test("stops the mock when the closure throws, with a request in flight")
  func throwing() async throws {
    var mocks: [MockServer] = []
    var requests: [Task<Void, Never>] = []
    await #expect(throws: Oops.self) {
      try await withMockServer { mock in
        mocks.append(mock)
        mock.queue("never-answers")
        let client = WebClient(mock)
        requests.append(Task { _ = try? await client.submit() })
        while mock.journal.requests.isEmpty { await Task.yield() }
        throw Oops()
      }
    }
    #expect(mocks.map(Self.isStopped) == [true])
    for request in requests { await request.value }
  }

  @Test("stops the mock when its task is cancelled")
  func cancelled() async throws {
    let (started, continuation) = AsyncStream.makeStream(of: MockServer.self)
    let task = Task {
      try await withMockServer { mock in
        continuation.yield(mock)
        // Nobody yields anything: it ends by the cancellation alone.
        for await _ in AsyncStream.makeStream(of: Void.self).stream {}
        try Task.checkCancellation()
      }
    }
    var iterator = started.makeAsyncIterator()
    let mock = try #require(await iterator.next())
    #expect(!Self.isStopped(mock))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(Self.isStopped(mock))
  }

  @Test("says why a mock does not start, and runs nothing then")
  func notStarted() async throws {
    var configuration = MockConfiguration()
    configuration.scenario = "rate-limted"
    await #expect(
      throws: MockServerError.configuration(
        "scenario: there is no scenario 'rate-limted'; did you mean rate-limited?")
    ) {
      try await withMockServer(configuration) { _ in Issue.record("ran") }
    }
  }
}
