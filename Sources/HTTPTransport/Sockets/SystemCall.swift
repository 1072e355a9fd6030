#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A system call that failed: which one, and errno.
package struct SystemCallError: Error, Equatable, CustomStringConvertible {
  package let call: String
  package let errno: Int32

  package var description: String {
    "\(call): \(String(cString: strerror(errno)))"
  }
}

/// Runs `body` again while a signal interrupts it, and turns -1 into an error that names the call.
@inline(__always)
func check<Result: FixedWidthInteger>(
  _ call: StaticString, _ body: () -> Result
) throws(SystemCallError) -> Result {
  while true {
    let result = body()
    if result != -1 { return result }
    let code = errno
    if code != EINTR { throw SystemCallError(call: "\(call)", errno: code) }
  }
}

/// What a call on a non-blocking socket came to. Not being ready is a value, not an error.
enum TransferResult: Equatable {
  case count(Int)
  case wouldBlock
  case failed(Int32)
}

/// As `check`, for calls that transfer bytes and may find the socket not ready.
@inline(__always)
func transfer(_ body: () -> Int) -> TransferResult {
  while true {
    let count = body()
    if count >= 0 { return .count(count) }
    switch errno {
    case EINTR: continue
    case EAGAIN, EWOULDBLOCK: return .wouldBlock
    default: return .failed(errno)
    }
  }
}
