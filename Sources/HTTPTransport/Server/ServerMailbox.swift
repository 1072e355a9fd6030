#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How other threads reach a server's loop: they leave a message and wake the loop.
final class ServerMailbox: Sendable {
  /// Gets the handler and the time on the loop's thread, or nil when the loop has ended.
  typealias Command = @Sendable ((handler: any HTTPHandler, now: ServerTime)?) -> Void

  struct Messages: Sendable {
    var commands: [Command] = []
    var stops = false
  }

  private struct State: Sendable {
    var messages = Messages()
    var isLoopOver = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  let pipe: WakePipe
  private let state = Locked(State())

  init() throws(SystemCallError) {
    pipe = try WakePipe()
  }

  deinit {
    // Closed already, unless the loop never began.
    if !state.withLock({ $0.isLoopOver }) { pipe.close() }
  }

  /// - Returns: false when the loop is over and will never read it.
  func send(_ command: @escaping Command) -> Bool {
    leave { $0.messages.commands.append(command) }
  }

  /// Asks the loop to end, without waiting for it.
  func requestStop() {
    _ = leave { $0.messages.stops = true }
  }

  /// Asks the loop to end, and waits until it has.
  func stop() async {
    await withCheckedContinuation { continuation in
      let isLeft = leave { state in
        state.messages.stops = true
        state.waiters.append(continuation)
      }
      if !isLeft { continuation.resume() }
    }
  }

  func takeMessages() -> Messages {
    state.withLock { state in
      defer { state.messages = Messages() }
      return state.messages
    }
  }

  /// The loop's last act. Callers of `stop` find every descriptor closed, the pipe's too; so the
  /// pipe is only written to under the lock. Commands that came too late get nil: someone waits for
  /// each.
  func loopEnded() {
    let (commands, waiters) = state.withLock { state in
      state.isLoopOver = true
      pipe.close()
      defer {
        state.messages = Messages()
        state.waiters = []
      }
      return (state.messages.commands, state.waiters)
    }
    for command in commands { command(nil) }
    for waiter in waiters { waiter.resume() }
  }

  /// - Returns: false when the loop is over; then nothing was left.
  private func leave(_ write: (inout State) -> Void) -> Bool {
    state.withLock { state in
      guard !state.isLoopOver else { return false }
      write(&state)
      pipe.wake()
      return true
    }
  }
}

/// A pipe whose reading end a poller watches, so that another thread can end its wait.
struct WakePipe: Sendable {
  let reader: Socket
  private let writer: Socket

  init() throws(SystemCallError) {
    (reader, writer) = try Socket.pipe()
  }

  /// Writes one byte. A full pipe already holds a wake-up, so a failure loses nothing.
  func wake() {
    var byte: UInt8 = 1
    _ = write(writer.descriptor, &byte, 1)
  }

  func drain() {
    var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &bytes) { bytes in
      while read(reader.descriptor, bytes.baseAddress, bytes.count) == bytes.count {}
    }
  }

  func close() {
    reader.close()
    writer.close()
  }
}
