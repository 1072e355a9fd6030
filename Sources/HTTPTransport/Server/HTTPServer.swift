#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An HTTP/1.1 server on one thread of its own. It listens when `init` returns, until `stop`, or
/// until nobody holds it: the loop holds all that it needs, and not this.
package final class HTTPServer: Sendable {
  package struct Configuration: Sendable {
    /// Port 0 lets the system choose.
    package var host = "127.0.0.1"
    package var port: UInt16 = 0
    package var limits = HTTPLimits()
    package var poller = PollerKind.preferred

    package init() {}
  }

  /// Where it listens, with the port that the system chose.
  package let address: SocketAddress
  private let mailbox: ServerMailbox

  /// Binds, listens, and starts the loop.
  /// - Parameter makeHandler: called once, on the loop's thread, where the handler then stays.
  /// - Throws: `SystemCallError` naming the call that failed, such as `bind` when the port is
  /// taken.
  package init(
    _ configuration: Configuration,
    makeHandler: @escaping @Sendable (SocketAddress) -> any HTTPHandler
  ) throws(SystemCallError) {
    guard let requested = SocketAddress(host: configuration.host, port: configuration.port) else {
      throw SystemCallError(call: "bind \(configuration.host)", errno: EADDRNOTAVAIL)
    }
    let mailbox = try ServerMailbox()
    let listener = try Socket.listening(on: requested, backlog: 4096)
    let bound: SocketAddress
    let poller: Handoff<any Poller>
    do throws(SystemCallError) {
      let port = try listener.localPort()
      bound = SocketAddress(host: requested.host, port: port) ?? requested
      poller = Handoff(try configuration.poller.makePoller())
    } catch {
      listener.close()
      throw error
    }
    address = bound
    self.mailbox = mailbox
    let limits = configuration.limits
    try LoopThread.start {
      if let poller = poller.take() {
        let loop = ServerLoop(
          listener: listener, poller: poller, mailbox: mailbox, limits: limits,
          handler: makeHandler(bound))
        loop.run()
      }
      mailbox.loopEnded()
    }
  }

  deinit {
    mailbox.requestStop()
  }

  /// Runs `work` on the loop's thread, between two turns, and returns its result; nil when the
  /// server has stopped.
  package func perform<Result: Sendable>(
    _ work: @escaping @Sendable (any HTTPHandler, ServerTime) -> Result
  ) async -> Result? {
    await withCheckedContinuation { (continuation: CheckedContinuation<Result?, Never>) in
      let isSent = mailbox.send { turn in
        continuation.resume(returning: turn.map { work($0.handler, $0.now) })
      }
      if !isSent { continuation.resume(returning: nil) }
    }
  }

  /// The same, and the calling thread waits for it: a turn of the loop, microseconds. Never call it
  /// on the loop's own thread.
  package func performAndWait<Result: Sendable>(
    _ work: @escaping @Sendable (any HTTPHandler, ServerTime) -> Result
  ) -> Result? {
    let reply = Reply<Result>()
    let isSent = mailbox.send { turn in
      reply.give(turn.map { work($0.handler, $0.now) })
    }
    return isSent ? reply.take() : nil
  }

  /// Stops accepting, lets what is in flight finish within `drainTimeout`, and returns when every
  /// socket is closed. Calling it again waits for the same end.
  package func stop() async {
    await mailbox.stop()
  }
}
