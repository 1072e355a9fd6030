import Foundation

/// A value that several threads share, one at a time. `Synchronization.Mutex` would do as well, but
/// on Linux it waits on a futex of its own, of which the thread sanitizer sees nothing: it takes
/// every use for a race.
final class Locked<Value: Sendable>: Sendable {
  private let lock = NSLock()
  /// Unsafe but for the lock: only `withLock` touches it.
  private nonisolated(unsafe) var value: Value

  init(_ value: Value) {
    self.value = value
  }

  func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return body(&value)
  }
}
