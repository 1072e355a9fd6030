#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
#if os(Linux)
  import CEpoll
#endif

/// A non-blocking TCP socket, or another descriptor that a poller watches. It is a handle: its
/// owner closes it, once. No child process inherits it: on Linux it is made so, elsewhere it is
/// marked so a moment later.
struct Socket: Equatable, Sendable {
  let descriptor: Int32

  #if canImport(Darwin)
    private static let stream = SOCK_STREAM
    fileprivate static let markedFlags: Int32 = 0
    private static let noSignal: Int32 = 0
  #elseif canImport(Glibc)
    private static let stream = Int32(SOCK_STREAM.rawValue)
    fileprivate static let markedFlags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    private static let noSignal = Int32(MSG_NOSIGNAL)
  #else
    private static let stream = SOCK_STREAM
    fileprivate static let markedFlags = SOCK_NONBLOCK | SOCK_CLOEXEC
    private static let noSignal = MSG_NOSIGNAL
  #endif

  /// Binds and listens. Port 0 lets the system choose.
  static func listening(
    on address: SocketAddress, backlog: Int32
  ) throws(SystemCallError) -> Socket {
    let family = address.isIPv6 ? AF_INET6 : AF_INET
    let descriptor = try check("socket") { socket(family, stream | markedFlags, 0) }
    let listener = Socket(descriptor: descriptor)
    do throws(SystemCallError) {
      try listener.markUnlessMade()
      try listener.set(SOL_SOCKET, SO_REUSEADDR)
      _ = try check("bind") { address.withSystemAddress { bind(descriptor, $0, $1) } }
      _ = try check("listen") { listen(descriptor, backlog) }
    } catch {
      listener.close()
      throw error
    }
    return listener
  }

  /// A pipe's two ends.
  static func pipe() throws(SystemCallError) -> (reader: Socket, writer: Socket) {
    var ends: (Int32, Int32) = (-1, -1)
    _ = try check("pipe") {
      withUnsafeMutableBytes(of: &ends) {
        systemPipe($0.bindMemory(to: Int32.self).baseAddress)
      }
    }
    let (reader, writer) = (Socket(descriptor: ends.0), Socket(descriptor: ends.1))
    try reader.markUnlessMade()
    try writer.markUnlessMade()
    return (reader, writer)
  }

  /// The next connection that waits, or nil when there is none.
  func accept() throws(SystemCallError) -> Socket? {
    do throws(SystemCallError) {
      let client = Socket(descriptor: try check("accept") { systemAccept(descriptor) })
      do throws(SystemCallError) {
        try client.markUnlessMade()
        try client.set(Int32(IPPROTO_TCP), TCP_NODELAY)
        #if canImport(Darwin)
          try client.set(SOL_SOCKET, SO_NOSIGPIPE)
        #endif
      } catch {
        // A client that reset the connection already leaves options that cannot be set.
        client.close()
        throw SystemCallError(call: error.call, errno: ECONNABORTED)
      }
      return client
    } catch  where error.errno == EAGAIN || error.errno == EWOULDBLOCK {
      return nil
    }
  }

  /// The port that the system chose.
  func localPort() throws(SystemCallError) -> UInt16 {
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    _ = try check("getsockname") {
      withUnsafeMutablePointer(to: &storage) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          getsockname(descriptor, $0, &size)
        }
      }
    }
    // sin_port and sin6_port stand at the same offset.
    return withUnsafeBytes(of: storage) {
      UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self))
    }
  }

  func receive(into buffer: UnsafeMutableRawBufferPointer) -> TransferResult {
    transfer { recv(descriptor, buffer.baseAddress, buffer.count, 0) }
  }

  /// Never raises SIGPIPE.
  func send(_ bytes: UnsafeBufferPointer<UInt8>) -> TransferResult {
    transfer { systemSend(descriptor, bytes.baseAddress, bytes.count, Self.noSignal) }
  }

  /// Ends the sending side: the peer reads to the end of what was sent.
  func shutdownSending() {
    _ = shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Makes `close` abort the connection: what is unsent is dropped and the peer gets RST.
  func resetOnClose() {
    var setting = linger(l_onoff: 1, l_linger: 0)
    _ = setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &setting, socklen_t(MemoryLayout<linger>.size))
  }

  func close() {
    systemClose(descriptor)
  }

  /// Makes it non-blocking and not inherited, where the system could not do so on making it.
  private func markUnlessMade() throws(SystemCallError) {
    #if !os(Linux)
      let flags = try check("fcntl") { fcntl(descriptor, F_GETFL) }
      _ = try check("fcntl") { fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) }
      _ = try check("fcntl") { fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    #endif
  }

  private func set(_ level: Int32, _ option: Int32) throws(SystemCallError) {
    var on: Int32 = 1
    _ = try check("setsockopt") {
      setsockopt(descriptor, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
    }
  }
}

// The system's functions, where a method of the same name hides them.
private func systemAccept(_ descriptor: Int32) -> Int32 {
  #if os(Linux)
    accept4(descriptor, nil, nil, Socket.markedFlags)
  #else
    accept(descriptor, nil, nil)
  #endif
}

private func systemPipe(_ ends: UnsafeMutablePointer<Int32>?) -> Int32 {
  #if os(Linux)
    pipe2(ends, O_NONBLOCK | O_CLOEXEC)
  #else
    pipe(ends)
  #endif
}

private func systemClose(_ descriptor: Int32) { _ = close(descriptor) }

private func systemSend(
  _ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32
) -> Int {
  send(descriptor, bytes, count, flags)
}
