#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A value that several threads share, one at a time. `Synchronization.Mutex` waits on a futex of
/// its own on Linux, which the thread sanitizer doesn't know: it would report every use as a race.
package final class Locked<Value: Sendable>: Sendable {
  /// At addresses of their own, as POSIX asks. Unsafe only because the compiler doesn't know that
  /// the pointers are shared on purpose.
  private nonisolated(unsafe) let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(
    capacity: 1)
  private nonisolated(unsafe) let change = UnsafeMutablePointer<pthread_cond_t>.allocate(
    capacity: 1)
  /// Unsafe but for the mutex: only `withLock` and `wait` touch it.
  private nonisolated(unsafe) var value: Value

  package init(_ value: Value) {
    self.value = value
    mutex.initialize(to: pthread_mutex_t())
    change.initialize(to: pthread_cond_t())
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(change, nil)
  }

  deinit {
    pthread_cond_destroy(change)
    pthread_mutex_destroy(mutex)
    change.deallocate()
    mutex.deallocate()
  }

  /// Runs `body` alone, then wakes a thread in `wait`.
  package func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_signal(change)
      pthread_mutex_unlock(mutex)
    }
    return body(&value)
  }

  /// Waits until `body` returns a result; asks it again after each change.
  func wait<Result>(for body: (Value) -> Result?) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(value) { return result }
      pthread_cond_wait(change, mutex)
    }
  }
}
