import JimengMock
import Synchronization
import Testing

@testable import JimengMockTesting

/// One server a test case: were two to share one, the other's queue would be seen.
@Suite(.mockServer { $0.seed = 1 }) struct MockServerTraitTests {
  @Test("each case has a mock of its own", arguments: 0..<20)
  func own(number: Int) throws {
    let mock = try MockServer.current
    #expect(mock.queuedScenarios.isEmpty)
    mock.queue("scenario-\(number)")
    #expect(mock.queuedScenarios == ["scenario-\(number)"])
  }

  @Test("tasks of the test have its mock, detached ones have none")
  func tasks() async throws {
    let mock = try MockServer.current
    async let child = MockServer.current
    #expect(try await child === mock)
    await #expect(throws: NoCurrentMock()) {
      try await Task.detached { try MockServer.current }.value
    }
  }

  @Suite struct Nested {
    @Test("the suites within a suite have it too")
    func inherits() throws {
      #expect(try MockServer.current.queuedScenarios.isEmpty)
    }
  }

  @Test("the trait nearest to the test counts", .mockServer { $0.host = "::1" })
  func nearest() throws {
    #expect(try "\(MockServer.current.url)".hasPrefix("http://[::1]:"))
  }

  @Test("the mock is stopped behind the test")
  func stops() async throws {
    let test = try #require(Test.current)
    let seen = Mutex<MockServer?>(nil)
    try await MockServerTrait.mockServer.provideScope(for: test, testCase: nil) {
      let mock = try MockServer.current
      #expect(mock.verify("POST", "/").verdict == .unmet)
      seen.withLock { $0 = mock }
    }
    #expect(try #require(seen.withLock { $0 }).verify("POST", "/").verdict == .unknown)
  }

  @Test("an issue tells what the mock was asked")
  func tells() async throws {
    let test = try #require(Test.current)
    let comments = Mutex<[String]>([])
    let catching = IssueHandlingTrait.compactMapIssues { issue in
      comments.withLock { $0 += issue.comments.map(\.rawValue) }
      return nil
    }
    try await catching.provideScope(for: test, testCase: nil) {
      try await MockServerTrait.mockServer.provideScope(for: test, testCase: nil) {
        Issue.record("something is wrong")
      }
    }
    #expect(
      comments.withLock { $0 } == ["something is wrong", "The mock was asked:\nno requests"])
  }

  @Test("a mock that does not start says why, and no test runs")
  func notStarted() async throws {
    let test = try #require(Test.current)
    await #expect(throws: MockServerError.self) {
      try await MockServerTrait.mockServer(scenario: "slwo").provideScope(for: test, testCase: nil)
      {
        Issue.record("ran")
      }
    }
  }
}

@Suite struct WithoutTrait {
  @Test("without the trait there is no mock, and the error says what to write")
  func none() {
    let error = #expect(throws: NoCurrentMock.self) { try MockServer.current }
    #expect(error?.description.contains("@Test(.mockServer)") == true)
  }
}
