/// Runs `body` with a mock of its own, which is stopped when `body` returns, throws or is
/// cancelled.
///
/// ```swift
/// try await withMockServer { mock in
///   let client = JimengClient(baseURL: mock.url)
///   …
/// }
/// ```
/// - Parameters:
///   - configuration: how the mock is set up.
///   - isolation: the actor that `body` runs on: the caller's.
///   - body: gets the mock, which answers already. What it returns is returned.
/// - Throws: `MockServerError` when the mock does not start, and what `body` throws.
public func withMockServer<Result>(
  _ configuration: MockConfiguration = MockConfiguration(),
  isolation: isolated (any Actor)? = #isolation,
  _ body: (MockServer) async throws -> Result
) async throws -> Result {
  let mock = try await MockServer.start(configuration)
  do {
    let result = try await body(mock)
    await mock.stop()
    return result
  } catch {
    await mock.stop()
    throw error
  }
}
