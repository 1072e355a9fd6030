import HTTPTransport
import OpenAPIContract

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A mock of the 即梦3 video API, listening on a socket of its own. Any number of them can run side
/// by side in a process.
///
/// End each with `stop()`, which returns when its thread and its sockets are given back;
/// `withMockServer` does so by itself. One that is let go of without it stops too, but unawaited
/// and with nobody to tell: whoever only keeps its `url` has nobody to ask there.
public final class MockServer: Sendable {
  /// Where it listens, such as `http://127.0.0.1:4310`, without a slash at the end.
  public let url: URL
  /// The port it listens on.
  public let port: UInt16

  let server: HTTPServer

  /// Starts a mock; it answers as soon as this returns.
  /// - Throws: `MockServerError` when the page or a scenario file cannot be used, a value of the
  ///   configuration cannot be, or the address not be listened on.
  public static func start(
    _ configuration: MockConfiguration = MockConfiguration()
  ) async throws(MockServerError) -> MockServer {
    try MockServer(configuration)
  }

  package init(_ configuration: MockConfiguration) throws(MockServerError) {
    let parts = try MockParts(configuration)
    var transport = HTTPServer.Configuration()
    transport.host = configuration.host
    transport.port = configuration.port
    transport.limits = configuration.limits
    transport.poller = configuration.poller
    do {
      server = try HTTPServer(transport) { address in
        MockHandler(
          MockState(
            services: parts.services, configuration: configuration, catalogue: parts.catalogue,
            address: address, at: .current()),
          chaos: parts.chaos)
      }
    } catch {
      throw .notListening(
        "cannot listen on \(configuration.host) port \(configuration.port): \(error)")
    }
    guard let url = URL(string: "http://\(server.address.authority)") else {
      throw .notListening("\(server.address.authority) is no authority of a URL")
    }
    self.url = url
    port = server.address.port
  }

  /// Stops accepting, lets what is in flight finish (bounded), and returns when every socket is
  /// closed.
  public func stop() async {
    await server.stop()
  }
}
