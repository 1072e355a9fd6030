#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Starts the thread that a loop keeps. Foundation's Thread would do; but it brings the whole of
/// Foundation into a command that needs little else of it, at 5 MB and 3 ms a start.
enum LoopThread {
  /// Runs `body` on a new, detached thread.
  static func start(_ body: @escaping @Sendable () -> Void) throws(SystemCallError) {
    let work = Unmanaged.passRetained(Work(body))
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let code = pthread_create(&thread, nil, runLoopThread, work.toOpaque())
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
}

private final class Work {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
  }
}

private func runLoopThread(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
  return nil
}
