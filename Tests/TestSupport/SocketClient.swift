#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A TCP client that blocks, with a time-out on each call, and knows just enough HTTP to find the end
/// of a response. It can be as rude as a test needs, and leaves no descriptor behind.
package final class SocketClient {
  package struct Failure: Error, CustomStringConvertible {
    package let call: String
    package let errno: Int32
    package var note = ""

    package var description: String { "\(call): \(errno) \(note)" }
  }

  /// How the bytes from the server ended.
  package enum Ending: Equatable {
    case closed
    case reset
    /// Nothing came in time.
    case silent
  }

  private let descriptor: Int32
  private var isOpen = true
  /// Received, and not yet handed out.
  private var waiting: [UInt8] = []

  /// - Parameter receiveBytes: the size of the receive buffer, when a small one is wanted.
  package init(port: UInt16, receiveBytes: Int32? = nil, timeoutMilliseconds: Int = 60_000) throws {
    // Not for the processes that other tests start meanwhile: in their hands it would stay open.
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
      descriptor = socket(AF_INET, type, 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard descriptor >= 0 else { throw Failure(call: "socket", errno: errno) }
    if let receiveBytes { set(SO_RCVBUF, receiveBytes) }
    let timeout = timeval(
      tv_sec: timeoutMilliseconds / 1000, tv_usec: .init(timeoutMilliseconds % 1000 * 1000))
    set(SO_RCVTIMEO, timeout)
    set(SO_SNDTIMEO, timeout)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      let code = errno
      close()
      throw Failure(call: "connect", errno: code)
    }
  }

  deinit {
    close()
  }

  /// Sends as much as the server takes in time, and says how much that was.
  @discardableResult
  package func send(_ bytes: [UInt8]) -> Int {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { part in
        #if canImport(Darwin)
          write(descriptor, part.baseAddress, part.count)
        #else
          Self.sendQuietly(descriptor, part)
        #endif
      }
      if count <= 0 { break }
      sent += count
    }
    return sent
  }

  @discardableResult
  package func send(_ text: String) -> Int {
    send(Array(text.utf8))
  }

  /// Half-closes: no more requests, but responses are still read.
  package func endSending() {
    _ = shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Aborts the connection with RST.
  package func reset() {
    set(SO_LINGER, linger(l_onoff: 1, l_linger: 0))
    close()
  }

  package func close() {
    guard isOpen else { return }
    isOpen = false
    Self.closeDescriptor(descriptor)
  }

  /// The next response: head and content by its Content-Length.
  /// - Parameter isToHead: whether it answers a HEAD, and so has no content.
  package func receiveResponse(isToHead: Bool = false) throws -> SocketResponse {
    while true {
      if let (response, count) = SocketResponse.read(waiting, isToHead: isToHead) {
        waiting.removeFirst(count)
        return response
      }
      if let ending = receiveMore() {
        let text = String(decoding: waiting, as: UTF8.self)
        throw Failure(
          call: "recv", errno: 0, note: "\(ending) after \(text.prefix(200).debugDescription)")
      }
    }
  }

  /// Everything up to the end, and which end that was.
  package func receiveToEnd() -> (bytes: [UInt8], ending: Ending) {
    while true {
      if let ending = receiveMore() {
        defer { waiting = [] }
        return (waiting, ending)
      }
    }
  }

  /// Sends byte after byte until the server answers with RST; false when it takes them for long.
  package func isResetWhileSending() -> Bool {
    for _ in 0..<200 {
      send([0])
      var watched = pollfd(fd: descriptor, events: 0, revents: 0)
      _ = poll(&watched, 1, 20)
      if Int32(watched.revents) & Int32(POLLHUP | POLLERR) != 0 { return true }
    }
    return false
  }

  private func receiveMore() -> Ending? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
    if count > 0 {
      waiting += buffer[..<count]
      return nil
    }
    if count == 0 { return .closed }
    return errno == EAGAIN || errno == EWOULDBLOCK ? .silent : .reset
  }

  private func set<Value: BitwiseCopyable>(_ option: Int32, _ value: Value) {
    var value = value
    setsockopt(descriptor, SOL_SOCKET, option, &value, socklen_t(MemoryLayout<Value>.size))
  }

  private static func closeDescriptor(_ descriptor: Int32) {
    #if canImport(Darwin)
      _ = Darwin.close(descriptor)
    #elseif canImport(Glibc)
      _ = Glibc.close(descriptor)
    #elseif canImport(Musl)
      _ = Musl.close(descriptor)
    #endif
  }

  #if !canImport(Darwin)
    private static func sendQuietly(_ descriptor: Int32, _ part: UnsafeRawBufferPointer) -> Int {
      #if canImport(Glibc)
        Glibc.send(descriptor, part.baseAddress, part.count, Int32(MSG_NOSIGNAL))
      #else
        Musl.send(descriptor, part.baseAddress, part.count, MSG_NOSIGNAL)
      #endif
    }
  #endif
}

// MARK: Whole exchanges

extension SocketClient {
  /// Sends these bytes and reads to the server's end.
  /// - Parameter endsSide: whether to say that no more will come.
  /// - Returns: all that came, as text.
  package static func exchange(
    _ request: String, with port: UInt16, endsSide: Bool = true
  ) throws -> String {
    let client = try SocketClient(port: port)
    defer { client.close() }
    client.send(request)
    if endsSide { client.endSending() }
    let (bytes, ending) = client.receiveToEnd()
    guard ending == .closed else {
      throw Failure(call: "recv", errno: ending == .reset ? ECONNRESET : EAGAIN)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A response as it came off the socket.
package struct SocketResponse: Equatable {
  package let status: Int
  /// The lines of the head after the status line.
  package let fields: [String]
  package let body: String

  package var isLast: Bool { fields.contains("Connection: close") }

  /// The first response in `bytes` and how many of them it takes, or nil while it is not whole.
  fileprivate static func read(
    _ bytes: [UInt8], isToHead: Bool
  ) -> (response: SocketResponse, count: Int)? {
    let end = Array("\r\n\r\n".utf8)
    guard let headEnd = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else {
      return nil
    }
    let head = String(decoding: bytes[..<headEnd], as: UTF8.self)
    let lines = head.split(separator: "\r\n").map(String.init)
    let status = lines.first.flatMap { Int($0.dropFirst(9).prefix(3)) } ?? 0
    let length =
      lines.first { $0.hasPrefix("Content-Length: ") }
      .flatMap { Int($0.dropFirst(16)) } ?? 0
    let bodyStart = headEnd + 4
    let bodyEnd = isToHead ? bodyStart : bodyStart + length
    guard bytes.count >= bodyEnd else { return nil }
    let body = String(decoding: bytes[bodyStart..<bodyEnd], as: UTF8.self)
    let response = SocketResponse(status: status, fields: Array(lines.dropFirst()), body: body)
    return (response, bodyEnd)
  }
}
