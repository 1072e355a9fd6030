// As `MockServerTrait`, which it asks.
#if canImport(Testing)
  public import JimengMock

  extension MockServer {
    /// The mock of the test case that runs. Tasks of the test have it too, detached ones have not.
    /// - Throws: `NoCurrentMock` outside of a test with the trait `mockServer`.
    public static var current: MockServer {
      get throws(NoCurrentMock) {
        guard let mock = MockServerTrait.current else { throw NoCurrentMock() }
        return mock
      }
    }
  }
#endif
