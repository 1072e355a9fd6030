// Where a toolchain has no Testing, as beside its static standard library, this is empty.
#if canImport(Testing)
  public import JimengMock
  public import Testing

  /// Gives each test case its own mock: started before it, `MockServer.current` in it, stopped
  /// after it. On a suite, it does so for each test in it, at any depth; if several apply, the one
  /// nearest to the test counts. Tests run in parallel and share nothing.
  ///
  /// It adds the mock's journal to every issue of the test.
  public struct MockServerTrait: SuiteTrait, TestTrait, TestScoping {
    @TaskLocal static var current: MockServer?

    private let configuration: MockConfiguration

    init(_ configuration: MockConfiguration) {
      self.configuration = configuration
    }

    /// True: a trait of a suite is for the tests in it.
    public var isRecursive: Bool { true }

    /// Runs a test case with a mock.
    /// - Throws: `MockServerError` when the mock does not start, and what the test throws.
    public func provideScope(
      for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
      try await withMockServer(configuration) { mock in
        try await Self.$current.withValue(mock) {
          try await Self.addingJournal(of: mock)
            .provideScope(for: test, testCase: testCase, performing: function)
        }
      }
    }

    private static func addingJournal(of mock: MockServer) -> IssueHandlingTrait {
      .compactMapIssues { issue in
        var issue = issue
        issue.comments.append("The mock was asked:\n\(mock.journal)")
        return issue
      }
    }
  }

  extension Trait where Self == MockServerTrait {
    /// A mock for each test case, with the default configuration.
    public static var mockServer: Self { .mockServer() }

    /// A mock for each test case.
    ///
    /// ```swift
    /// @Test(.mockServer(scenario: "slow"))
    /// @Suite(.mockServer { $0.profile = .gateway })
    /// ```
    /// - Parameters:
    ///   - scenario: the one for requests that ask for none; nil for success.
    ///   - configure: changes the default configuration.
    public static func mockServer(
      scenario: String? = nil, configure: (inout MockConfiguration) -> Void = { _ in }
    ) -> Self {
      var configuration = MockConfiguration()
      configuration.scenario = scenario
      configure(&configuration)
      return MockServerTrait(configuration)
    }
  }

  extension MockServer {
    /// The mock of the test case that runs. Tasks of the test have it too, detached tasks do not.
    /// - Throws: `NoCurrentMock` outside of a test with the trait `mockServer`.
    public static var current: MockServer {
      get throws(NoCurrentMock) {
        guard let mock = MockServerTrait.current else { throw NoCurrentMock() }
        return mock
      }
    }
  }
#endif

/// `MockServer.current` was asked for where there is no mock.
public struct NoCurrentMock: Error, Equatable, CustomStringConvertible {
  /// What to do.
  public var description: String {
    "no mock runs here: write @Test(.mockServer) or @Suite(.mockServer), and ask for "
      + "MockServer.current inside of the test, not in a detached task"
  }
}
