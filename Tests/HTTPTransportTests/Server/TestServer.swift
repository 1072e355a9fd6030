@testable import HTTPTransport

/// Runs `body` with a server on a port of its own that answers as `TestHandler` does, and stops it.
func withServer(
  _ kind: PollerKind, limits: HTTPLimits = HTTPLimits(),
  _ body: (HTTPServer) async throws -> Void
) async throws {
  var configuration = HTTPServer.Configuration()
  configuration.poller = kind
  configuration.limits = limits
  let server = try HTTPServer(configuration) { _ in TestHandler() }
  try await withTaskExecutorPreference(BlockingExecutor()) {
    do {
      try await body(server)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }
}

extension HTTPServer {
  func connect(receiveBytes: Int32? = nil, timeoutMilliseconds: Int = 5000) throws -> RawClient {
    try RawClient(
      port: address.port, receiveBytes: receiveBytes, timeoutMilliseconds: timeoutMilliseconds)
  }

  /// How many requests the handler has answered.
  func answeredCount() async -> Int? {
    await perform { handler, _ in (handler as? TestHandler)?.answered.count ?? 0 }
  }

  /// What the handler was told to refuse.
  func refusals() async -> [HTTPRefusal]? {
    await perform { handler, _ in (handler as? TestHandler)?.refusals ?? [] }
  }
}

/// The bytes of a GET, with Host.
func get(_ target: String) -> String {
  "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n"
}
