import CommandInterface
import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and SIGTERM, taken as the wish that the work end: what it knows can then still be told.
enum Interruption {
  private static let numbers = [SIGINT, SIGTERM]

  /// Does the work in a task that the first signal cancels. The next one ends the process, as it
  /// would without this.
  /// - Returns: what came of the work, and the number of the signal; nil where none came.
  static func withSignalHandling<Outcome: Sendable>(
    _ work: @escaping @Sendable () async -> Outcome
  ) async -> (outcome: Outcome, signal: Int32?) {
    let task = Task(operation: work)
    let arrived = Mutex<Int32?>(nil)
    let sources = numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler {
        arrived.withLock { $0 = $0 ?? number }
        task.cancel()
        for number in numbers { signal(number, SIG_DFL) }
      }
      source.resume()
      return source
    }
    let outcome = await task.value
    for source in sources { source.cancel() }
    return (outcome, arrived.withLock(\.self))
  }
}

/// One line on stderr that tells how far a run is, on a terminal only.
struct ProgressLine {
  let count: Int
  private let isShown = StandardStream.error.isTerminal

  /// To the line's start, and everything on it gone (ECMA-48 EL).
  private static let restart = "\r\u{1B}[2K"

  init(count: Int) {
    self.count = count
  }

  func show(_ done: Int, _ id: String) {
    guard isShown else { return }
    StandardStream.error.write("\(Self.restart)\(done + 1)/\(count) \(id.prefix(60))")
  }

  func clear() {
    guard isShown else { return }
    StandardStream.error.write(Self.restart)
  }
}
