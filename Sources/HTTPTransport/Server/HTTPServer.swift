#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An HTTP/1.1 server on one thread of its own. It listens from the end of `init` until `stop`, or
/// until nobody refers to it: the loop doesn't.
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
  /// - Parameter makeHandler: called once, on the loop's thread, where the handler stays.
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
    let poller: any Poller
    do throws(SystemCallError) {
      let port = try listener.localPort()
      bound = SocketAddress(host: requested.host, port: port) ?? requested
      poller = try configuration.poller.makePoller()
    } catch {
      listener.close()
      throw error
    }
    address = bound
    self.mailbox = mailbox
    let limits = configuration.limits
    try LoopThread.start {
      let loop = ServerLoop(
        listener: listener, poller: poller, mailbox: mailbox, limits: limits,
        handler: makeHandler(bound))
      loop.run()
      mailbox.loopEnded()
    }
  }

  deinit {
    mailbox.requestStop()
  }

  /// Runs `work` on the loop's thread, between two iterations, and returns its result; nil when the
  /// server has stopped.
  package func perform<Result: Sendable>(
    _ work: @escaping @Sendable (any HTTPHandler, ServerTime) -> Result
  ) async -> Result? {
    await withCheckedContinuation { (continuation: CheckedContinuation<Result?, Never>) in
      let isSent = mailbox.send { loop in
        continuation.resume(returning: loop.map { work($0.handler, $0.now) })
      }
      if !isSent { continuation.resume(returning: nil) }
    }
  }

  /// The same, but the calling thread waits: one iteration of the loop, microseconds. Never call it
  /// on the loop's own thread.
  package func performAndWait<Result: Sendable>(
    _ work: @escaping @Sendable (any HTTPHandler, ServerTime) -> Result
  ) -> Result? {
    let result = Locked<Result??>(nil)
    let isSent = mailbox.send { loop in
      let found = loop.map { work($0.handler, $0.now) }
      result.withLock { $0 = .some(found) }
    }
    return isSent ? result.wait { $0 } : nil
  }

  /// Stops accepting, lets what is in flight end within `drainTimeout`, and returns when every
  /// socket is closed. A second call waits for the same end.
  package func stop() async {
    await mailbox.stop()
  }
}

/// The thread that runs a loop. Foundation's Thread would do, but Foundation adds 5 MB and 3 ms of
/// start to a command that needs little else of it.
private enum LoopThread {
  /// Runs `body` on a new, detached thread, which then is the only one that has what it captured.
  static func start(_ body: sending @escaping () -> Void) throws(SystemCallError) {
    let work = Unmanaged.passRetained(Work(body))
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let code = pthread_create(&thread, nil, runWork, work.toOpaque())
    guard code == 0 else {
      work.release()
      throw SystemCallError(call: "pthread_create", errno: code)
    }
    #if canImport(Darwin)
      if let thread { pthread_detach(thread) }
    #else
      pthread_detach(thread)
    #endif
  }

  final class Work {
    let body: () -> Void

    init(_ body: @escaping () -> Void) {
      self.body = body
    }
  }
}

private func runWork(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let work { Unmanaged<LoopThread.Work>.fromOpaque(work).takeRetainedValue().body() }
  return nil
}
