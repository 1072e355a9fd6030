#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// poll(2): the same contract on every system.
final class PollPoller: Poller {
  private var watched = ContiguousArray<pollfd>()
  private var tokens = ContiguousArray<PollToken>()
  /// Where a descriptor stands in `watched`.
  private var positions: [Int32: Int] = [:]

  func add(_ socket: Socket, token: PollToken, interest: Interest) throws(SystemCallError) {
    positions[socket.descriptor] = watched.count
    watched.append(
      pollfd(fd: socket.descriptor, events: Self.flags(for: interest), revents: 0))
    tokens.append(token)
  }

  func update(_ socket: Socket, token: PollToken, interest: Interest) throws(SystemCallError) {
    guard let position = positions[socket.descriptor] else {
      throw SystemCallError(call: "poll", errno: ENOENT)
    }
    watched[position].events = Self.flags(for: interest)
    tokens[position] = token
  }

  /// The last entry moves into the gap.
  func remove(_ socket: Socket) {
    guard let position = positions.removeValue(forKey: socket.descriptor) else { return }
    let last = watched.count - 1
    if position != last {
      watched[position] = watched[last]
      tokens[position] = tokens[last]
      positions[watched[position].fd] = position
    }
    watched.removeLast()
    tokens.removeLast()
  }

  func wait(
    milliseconds: Int32?, into events: inout ContiguousArray<PollEvent>
  ) throws(SystemCallError) {
    events.removeAll(keepingCapacity: true)
    let timeout = milliseconds ?? -1
    let count = watched.withUnsafeMutableBufferPointer {
      poll($0.baseAddress, nfds_t($0.count), timeout)
    }
    guard count >= 0 else {
      if errno == EINTR { return }
      throw SystemCallError(call: "poll", errno: errno)
    }
    for (entry, token) in zip(watched, tokens) where entry.revents != 0 {
      let isBroken = entry.revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0
      events.append(
        PollEvent(
          token: token,
          isReadable: isBroken || entry.revents & Int16(POLLIN) != 0,
          isWritable: isBroken || entry.revents & Int16(POLLOUT) != 0,
          isEnded: entry.revents & Self.peerEnd != 0, isBroken: isBroken))
      if events.count == Int(count) { break }
    }
  }

  func close() {}

  #if os(Linux)
    /// POLLRDHUP, which the headers show to GNU sources only.
    private static let peerEnd: Int16 = 0x2000
  #else
    /// Here the end of the peer's side counts as POLLHUP.
    private static let peerEnd: Int16 = 0
  #endif

  private static func flags(for interest: Interest) -> Int16 {
    var flags: Int16 = 0
    if interest.contains(.read) { flags |= Int16(POLLIN) }
    if interest.contains(.write) { flags |= Int16(POLLOUT) }
    if interest.contains(.end) { flags |= peerEnd }
    return flags
  }
}
