#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A value that several threads share, one at a time. `Synchronization.Mutex` would do as well, but
/// on Linux it waits on a futex of its own, of which the thread sanitizer sees nothing: it takes
/// every use for a race.
final class Locked<Value: Sendable>: Sendable {
  /// At an address of its own, as POSIX asks of a mutex. Unsafe only in that the compiler does not
  /// know the pointer to be shared on purpose.
  private nonisolated(unsafe) let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(
    capacity: 1)
  /// Unsafe but for the mutex: only `withLock` touches it.
  private nonisolated(unsafe) var value: Value

  init(_ value: Value) {
    self.value = value
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&value)
  }
}
