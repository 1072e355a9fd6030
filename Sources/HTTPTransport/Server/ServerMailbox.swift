import Synchronization

/// How other threads reach a server's loop: they leave a letter and ring.
final class ServerMailbox: Sendable {
  typealias Command = @Sendable (any HTTPHandler, ServerTime) -> Void

  struct Letters {
    var commands: [Command] = []
    var stops = false
  }

  private struct State {
    var letters = Letters()
    var isLoopOver = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  let pipe: WakePipe
  private let state = Mutex(State())

  init() throws(SystemCallError) {
    pipe = try WakePipe()
  }

  deinit {
    pipe.close()
  }

  /// - Returns: false when the loop is over and nobody will read it.
  func send(_ command: @escaping Command) -> Bool {
    leave { $0.commands.append(command) }
  }

  /// Asks the loop to end, and waits until it has.
  func stop() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if !state.isLoopOver {
          state.waiters.append(continuation)
          state.letters.stops = true
        }
        return state.isLoopOver
      }
      if isOver { continuation.resume() } else { pipe.wake() }
    }
  }

  func takeLetters() -> Letters {
    state.withLock { state in
      defer { state.letters = Letters() }
      return state.letters
    }
  }

  /// The loop's last act.
  func loopEnded() {
    let waiters = state.withLock { state in
      state.isLoopOver = true
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  private func leave(_ write: (inout Letters) -> Void) -> Bool {
    let isOver = state.withLock { state in
      if !state.isLoopOver { write(&state.letters) }
      return state.isLoopOver
    }
    if !isOver { pipe.wake() }
    return !isOver
  }
}
