#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One value that a thread waits for while another makes it: POSIX's condition variable, which the
/// thread sanitizer understands.
final class Reply<Value: Sendable>: Sendable {
  /// At addresses of their own, as POSIX asks. Unsafe only in that the compiler does not know the
  /// pointers to be shared on purpose.
  private nonisolated(unsafe) let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(
    capacity: 1)
  private nonisolated(unsafe) let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(
    capacity: 1)
  /// The outer optional tells whether it was given. Unsafe but for the mutex.
  private nonisolated(unsafe) var value: Value??

  init() {
    mutex.initialize(to: pthread_mutex_t())
    condition.initialize(to: pthread_cond_t())
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// - Parameter value: nil when there is none to be had.
  func give(_ value: Value?) {
    pthread_mutex_lock(mutex)
    self.value = .some(value)
    pthread_cond_signal(condition)
    pthread_mutex_unlock(mutex)
  }

  /// Waits until it was given.
  func take() -> Value? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if case .some(let given) = value { return given }
      pthread_cond_wait(condition, mutex)
    }
  }
}
