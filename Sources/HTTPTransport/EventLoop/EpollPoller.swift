#if os(Linux)
  import CEpoll
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// epoll(7): a wait costs as much as there are events, however many connections are idle.
  final class EpollPoller: Poller {
    private let descriptor: Int32
    /// What a wait fills in.
    private let ready: UnsafeMutableBufferPointer<epoll_event>

    /// - Parameter eventCountMax: events taken in one wait; the rest come with the next.
    init(eventCountMax: Int = 256) throws(SystemCallError) {
      descriptor = try check("epoll_create1") { epoll_create1(Int32(EPOLL_CLOEXEC)) }
      ready = .allocate(capacity: eventCountMax)
      ready.initialize(repeating: epoll_event())
    }

    deinit {
      ready.deallocate()
    }

    func add(_ socket: Socket, token: PollToken, interest: Interest) throws(SystemCallError) {
      try control(EPOLL_CTL_ADD, socket, token, interest)
    }

    func update(_ socket: Socket, token: PollToken, interest: Interest) throws(SystemCallError) {
      try control(EPOLL_CTL_MOD, socket, token, interest)
    }

    func remove(_ socket: Socket) {
      var unused = epoll_event()
      _ = epoll_ctl(descriptor, EPOLL_CTL_DEL, socket.descriptor, &unused)
    }

    func wait(
      milliseconds: Int32?, into events: inout ContiguousArray<PollEvent>
    ) throws(SystemCallError) {
      events.removeAll(keepingCapacity: true)
      let timeout = milliseconds ?? -1
      let count = epoll_wait(descriptor, ready.baseAddress, Int32(ready.count), timeout)
      guard count >= 0 else {
        if errno == EINTR { return }
        throw SystemCallError(call: "epoll_wait", errno: errno)
      }
      for index in 0..<Int(count) {
        let flags = ready[index].events
        let isBroken = flags & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
        events.append(
          PollEvent(
            token: PollToken(rawValue: ready[index].data.u64),
            isReadable: isBroken || flags & EPOLLIN.rawValue != 0,
            isWritable: isBroken || flags & EPOLLOUT.rawValue != 0,
            isEnded: flags & EPOLLRDHUP.rawValue != 0, isBroken: isBroken))
      }
    }

    func close() {
      Socket(descriptor: descriptor).close()
    }

    private func control(
      _ operation: Int32, _ socket: Socket, _ token: PollToken, _ interest: Interest
    ) throws(SystemCallError) {
      var event = epoll_event()
      if interest.contains(.read) { event.events |= EPOLLIN.rawValue }
      if interest.contains(.write) { event.events |= EPOLLOUT.rawValue }
      if interest.contains(.end) { event.events |= EPOLLRDHUP.rawValue }
      event.data.u64 = token.rawValue
      _ = try check("epoll_ctl") {
        epoll_ctl(descriptor, operation, socket.descriptor, &event)
      }
    }
  }
#endif
