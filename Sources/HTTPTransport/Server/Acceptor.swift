#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Accepts connections, and pauses when there are too many or the system has no room. It never
/// spins: during a pause the poller doesn't watch the listening socket.
struct Acceptor {
  /// So many failures in a row are blamed on clients that left; after that, on the system.
  private static let lostClientCountMax = 64

  private let listener: Socket
  private let limits: HTTPLimits
  private var token = PollToken(slot: 0, generation: 0)
  /// Closed to have one descriptor for a 503 when descriptors run out.
  private var spare: Socket?
  private var isOpen = true
  /// When to accept again; `.max` when that depends on the number of connections.
  private var resumesAt: UInt64?

  init(listener: Socket, limits: HTTPLimits) {
    self.listener = listener
    self.limits = limits
    spare = Self.openSpare()
  }

  var isPaused: Bool { resumesAt != nil }

  private var openCountMax: Int { limits.connectionCountMax + limits.refusedConnectionCountMax }

  mutating func listen(with poller: any Poller, token: PollToken) throws(SystemCallError) {
    self.token = token
    try poller.add(listener, token: token, interest: .read)
  }

  /// The next client, or nil when none waits or accepting is paused.
  mutating func next(with poller: any Poller, now: ServerTime, open: Int) -> Socket? {
    guard isOpen, resumesAt == nil else { return nil }
    guard open < openCountMax else {
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

  /// Ends a pause when its reason is over.
  /// - Parameters:
  ///   - open: all connections.
  ///   - served: those that were not refused.
  mutating func resume(with poller: any Poller, now: ServerTime, open: Int, served: Int) {
    guard isOpen, let resumesAt else { return }
    let isRoom = served < limits.connectionCountMax && open < openCountMax
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

  /// Without this the client would wait in the queue and learn nothing.
  private mutating func refuseWithSpare() {
    guard let spare else { return }
    spare.close()
    if let client = try? listener.accept() {
      let response = ContiguousArray(Self.outOfDescriptors.utf8)
      _ = response.withUnsafeBufferPointer { client.send($0) }
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
