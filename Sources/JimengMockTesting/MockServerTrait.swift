// Where a toolchain has no Testing, as beside its static standard library, this is empty.
#if canImport(Testing)
  public import JimengMock
  public import Testing

  /// Gives each test case a mock of its own: started before it, `MockServer.current` in it, stopped
  /// after it. On a suite, it does so for each test in it, at any depth; where several apply, the
  /// one nearest to the test counts. Tests run in parallel and share nothing.
  ///
  /// To every issue of the test it adds what the mock was asked.
  public struct MockServerTrait: SuiteTrait, TestTrait, TestScoping {
    @TaskLocal static var current: MockServer?

    private let configuration: MockConfiguration

    init(_ configuration: MockConfiguration) {
      self.configuration = configuration
    }

    /// True: what stands on a suite is about the tests in it.
    public var isRecursive: Bool { true }

    /// Runs a test case with a mock.
    /// - Throws: `MockServerError` when the mock does not start, and what the test throws.
    public func provideScope(
      for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
      try await withMockServer(configuration) { mock in
        try await Self.$current.withValue(mock) {
          try await Self.telling(of: mock)
            .provideScope(for: test, testCase: testCase, performing: function)
        }
      }
    }

    private static func telling(of mock: MockServer) -> IssueHandlingTrait {
      .compactMapIssues { issue in
        var issue = issue
        issue.comments.append("The mock was asked:\n\(mock.journal)")
        return issue
      }
    }
  }

  extension Trait where Self == MockServerTrait {
    /// A mock for each test case, as it comes.
    public static var mockServer: Self { .mockServer() }

    /// A mock for each test case.
    ///
    /// ```swift
    /// @Test(.mockServer(scenario: "slow"))
    /// @Suite(.mockServer { $0.profile = .gateway })
    /// ```
    /// - Parameters:
    ///   - scenario: that of requests that ask for none; nil for success.
    ///   - configure: changes what is not to be as it comes.
    public static func mockServer(
      scenario: String? = nil, configure: (inout MockConfiguration) -> Void = { _ in }
    ) -> Self {
      var configuration = MockConfiguration()
      configuration.scenario = scenario
      configure(&configuration)
      return MockServerTrait(configuration)
    }
  }
#endif
