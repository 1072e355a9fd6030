/// How other threads reach a server's loop: they leave a letter and ring.
final class ServerMailbox: Sendable {
  /// Gets the handler and the time on the loop's thread, or nil when the loop ended before.
  typealias Command = @Sendable ((handler: any HTTPHandler, now: ServerTime)?) -> Void

  struct Letters: Sendable {
    var commands: [Command] = []
    var stops = false
  }

  private struct State: Sendable {
    var letters = Letters()
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

  /// - Returns: false when the loop is over and nobody will read it.
  func send(_ command: @escaping Command) -> Bool {
    leave { $0.commands.append(command) }
  }

  /// Asks the loop to end, for nobody who would wait until it has.
  func requestStop() {
    _ = leave { $0.stops = true }
  }

  /// Asks the loop to end, and waits until it has.
  func stop() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if !state.isLoopOver {
          state.waiters.append(continuation)
          state.letters.stops = true
          pipe.wake()
        }
        return state.isLoopOver
      }
      if isOver { continuation.resume() }
    }
  }

  func takeLetters() -> Letters {
    state.withLock { state in
      defer { state.letters = Letters() }
      return state.letters
    }
  }

  /// The loop's last act: whoever waited for the stop finds every descriptor given back, the pipe's
  /// among them, so the bell is only rung under the lock. Letters that came behind its last look
  /// are declined: someone waits for an answer to each.
  func loopEnded() {
    let (commands, waiters) = state.withLock { state in
      state.isLoopOver = true
      pipe.close()
      defer {
        state.letters = Letters()
        state.waiters = []
      }
      return (state.letters.commands, state.waiters)
    }
    for command in commands { command(nil) }
    for waiter in waiters { waiter.resume() }
  }

  private func leave(_ write: (inout Letters) -> Void) -> Bool {
    let isOver = state.withLock { state in
      if !state.isLoopOver {
        write(&state.letters)
        pipe.wake()
      }
      return state.isLoopOver
    }
    return !isOver
  }
}
