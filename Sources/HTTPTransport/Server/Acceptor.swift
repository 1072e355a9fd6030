#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Takes connections off the listening socket, and stops doing so for a while when there are too
/// many or the system has no room. It never spins: while it is paused the poller does not watch.
struct Acceptor {
  /// Failures in a row that are put down to clients who left; after that the system is at fault.
  private static let lostClientCountMax = 64

  private let listener: Socket
  private let limits: HTTPLimits
  private var token = PollToken(slot: 0, generation: 0)
  /// Held so that it can be given up to tell a client 503 when descriptors run out.
  private var spare: Socket?
  private var isOpen = true
  /// When to accept again; `.max` while the number of connections decides.
  private var resumesAt: UInt64?

  init(listener: Socket, limits: HTTPLimits) {
    self.listener = listener
    self.limits = limits
    spare = Self.openSpare()
  }

  var isPaused: Bool { resumesAt != nil }

  mutating func listen(with poller: any Poller, token: PollToken) throws(SystemCallError) {
    self.token = token
    try poller.add(listener, token: token, interest: .read)
  }

  /// The next client, or nil when none waits or accepting is paused.
  mutating func next(with poller: any Poller, now: ServerTime, open: Int) -> Socket? {
    guard isOpen, resumesAt == nil else { return nil }
    guard open < limits.connectionCountMax + limits.refusedConnectionCountMax else {
      pause(with: poller, until: .max)
      return nil
    }
    for _ in 0..<Self.lostClientCountMax {
      do throws(SystemCallError) {
        return try listener.accept()
      } catch {
        switch error.errno {
        case EMFILE, ENFILE:
          refuseWithSpare()
          pause(with: poller, until: now.deadline(after: limits.acceptPause))
          return nil
        case ENOBUFS, ENOMEM:
          pause(with: poller, until: now.deadline(after: limits.acceptPause))
          return nil
        default:
          // The client is gone already (ECONNABORTED, EPROTO, …): the next one may not be.
          continue
        }
      }
    }
    pause(with: poller, until: now.deadline(after: limits.acceptPause))
    return nil
  }

  /// Accepts again if the reason for the pause is over.
  mutating func resume(with poller: any Poller, now: ServerTime, open: Int) {
    guard isOpen, let resumesAt else { return }
    let isRoom = open < limits.connectionCountMax
    guard resumesAt == .max ? isRoom : now.monotonicNanoseconds >= resumesAt else { return }
    do throws(SystemCallError) {
      try poller.add(listener, token: token, interest: .read)
      self.resumesAt = nil
    } catch {
      self.resumesAt = now.deadline(after: limits.acceptPause)
    }
  }

  mutating func close(with poller: any Poller) {
    guard isOpen else { return }
    isOpen = false
    if resumesAt == nil { poller.remove(listener) }
    resumesAt = nil
    listener.close()
    spare?.close()
  }

  private mutating func pause(with poller: any Poller, until deadline: UInt64) {
    poller.remove(listener)
    resumesAt = deadline
  }

  /// Without a free descriptor a client would wait in the queue without a word.
  private mutating func refuseWithSpare() {
    guard let spare else { return }
    spare.close()
    if let client = try? listener.accept() {
      let answer = ContiguousArray(Self.outOfDescriptors.utf8)
      _ = answer.withUnsafeBufferPointer { client.send($0) }
      client.shutdownSending()
      client.close()
    }
    self.spare = Self.openSpare()
  }

  private static let outOfDescriptors =
    "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

  private static func openSpare() -> Socket? {
    let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
    return descriptor < 0 ? nil : Socket(descriptor: descriptor)
  }
}
