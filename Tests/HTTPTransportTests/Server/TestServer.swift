import Foundation
import TestSupport

@testable import HTTPTransport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Runs `body` with a server on a port of its own that answers as `TestHandler` does, and stops it.
func withServer(
  _ kind: PollerKind, limits: HTTPLimits = HTTPLimits(), deliveries: [String: HTTPDelivery] = [:],
  _ body: (HTTPServer) async throws -> Void
) async throws {
  var configuration = HTTPServer.Configuration()
  configuration.poller = kind
  configuration.limits = limits
  let server = try HTTPServer(configuration) { _ in TestHandler(deliveries: deliveries) }
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
  func connect(receiveBytes: Int32? = nil, timeoutMilliseconds: Int = 60_000) throws -> SocketClient
  {
    try SocketClient(
      port: address.port, receiveBytes: receiveBytes, timeoutMilliseconds: timeoutMilliseconds)
  }

  /// Asks the handler, which has answered everything that was sent before.
  func ask<Result: Sendable>(
    _ question: @escaping @Sendable (TestHandler) -> Result
  ) async -> Result? {
    await perform { handler, _ in (handler as? TestHandler).map(question) } ?? nil
  }

  /// Asks until the answer is true, for at most 60 s.
  func becomes(_ question: @escaping @Sendable (TestHandler) -> Bool) async -> Bool {
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .seconds(60) {
      if await ask(question) == true { return true }
      _ = poll(nil, 0, 2)
    }
    return false
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

/// Runs every job on a thread of its own, so that tests may block in system calls without taking
/// one of the few threads on which all other tests run.
final class BlockingExecutor: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

/// How many descriptors this process holds, where the system tells (Linux).
func openDescriptorCount() -> Int {
  (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
}
