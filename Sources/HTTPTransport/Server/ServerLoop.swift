/// The loop that owns every connection of a server: it waits for readiness, accepts, lets drivers
/// work, and closes what has waited too long. It runs on one thread and shares only the mailbox.
final class ServerLoop {
  private static let listenerToken = PollToken(slot: .max, generation: 0)
  private static let wakeToken = PollToken(slot: .max - 1, generation: 0)
  /// How often deadlines are checked. A time-out is late by this at most.
  private static let sweepInterval = Duration.milliseconds(250)
  private static let acceptCountMax = 64

  private let poller: any Poller
  private let mailbox: ServerMailbox
  private let limits: HTTPLimits
  // Passed to drivers and a handler that don't know the loop. So no access can lead back here, and
  // the checks for that are off.
  @exclusivity(unchecked) private var receiveBuffer = ReceiveBuffer()
  @exclusivity(unchecked) private var iteration: LoopIteration
  @exclusivity(unchecked) private var events = ContiguousArray<PollEvent>()
  private var connections = ConnectionTable()
  /// How many of them linger after a 503 and don't count as served.
  private var refusedCount = 0
  /// Bytes of unfinished bodies on all connections.
  private var unfinishedBodyByteCount = 0
  /// When responses that are not sent at once go on, by connection slot.
  private var timers = DeadlineHeap()
  /// Connections since the start.
  private var acceptedCount = 0
  private var acceptor: Acceptor
  private var nextSweep: UInt64 = 0
  private var hasMessages = false
  /// Set when the server stops: when what is in flight is aborted.
  private var drainDeadline: UInt64?

  init(
    listener: Socket, poller: any Poller, mailbox: ServerMailbox, limits: HTTPLimits,
    handler: any HTTPHandler
  ) {
    self.poller = poller
    self.mailbox = mailbox
    self.limits = limits
    acceptor = Acceptor(listener: listener, limits: limits)
    iteration = LoopIteration(handler: handler, now: .current())
  }

  /// Serves until it is told to stop and what was in flight is done. It ends as well when the
  /// poller itself fails.
  func run() {
    try? serve()
    connections.visit { close($0) }
    acceptor.close(with: poller)
    poller.remove(mailbox.pipe.reader)
    poller.close()
  }

  private func serve() throws(SystemCallError) {
    try poller.add(mailbox.pipe.reader, token: Self.wakeToken, interest: .read)
    try acceptor.listen(with: poller, token: Self.listenerToken)
    while !isDone {
      // Timers that this iteration sets are due after it, so the earliest is read once.
      let timer = timers.earliest
      try poller.wait(milliseconds: waitMilliseconds(until: timer), into: &events)
      iteration.now = .current()
      handleEvents()
      if hasMessages { readMailbox() }
      if timer <= iteration.now.monotonicNanoseconds { runTimers() }
      if iteration.now.monotonicNanoseconds >= nextSweep, hasDeadlines { sweep() }
      iteration.handler.iterationEnded(at: iteration.now)
      if iteration.streamCount > 0 { push() }
    }
  }

  private var isDone: Bool {
    guard let drainDeadline else { return false }
    return connections.isEmpty || iteration.now.monotonicNanoseconds >= drainDeadline
  }

  private var hasDeadlines: Bool { !connections.isEmpty || acceptor.isPaused }

  /// Nil when nothing has a deadline.
  @inline(__always)
  private func waitMilliseconds(until timer: UInt64) -> Int32? {
    guard hasDeadlines else { return nil }
    let now = iteration.now.monotonicNanoseconds
    let next = min(nextSweep, timer)
    return next > now ? Int32(clamping: (next - now) / 1_000_000 + 1) : 0
  }

  /// Reads all sockets, then handles all requests, then sends all responses: so the code of each
  /// step stays in the processor's caches. Events that don't fit into the receive buffer follow
  /// after.
  private func handleEvents() {
    var start = 0
    while start < events.count {
      var end = start
      while end < events.count, receiveBuffer.hasRoom {
        read(events[end])
        end += 1
      }
      for event in events[start..<end] { handle(event) }
      for event in events[start..<end] {
        if let driver = connections[event.token] { conclude(driver) }
      }
      receiveBuffer.clear()
      iteration.clearOutput(keptMax: limits.outputBytesMax)
      start = end
    }
  }

  private func read(_ event: PollEvent) {
    guard let driver = connections[event.token] else { return }
    if event.isWritable { driver.handleWritable(in: &iteration) }
    if event.isReadable { driver.read(into: &receiveBuffer) }
  }

  private func handle(_ event: PollEvent) {
    switch event.token {
    case Self.listenerToken: accept()
    case Self.wakeToken: hasMessages = true
    default:
      guard let driver = connections[event.token] else { return }
      driver.handleReceived(receiveBuffer, in: &iteration)
      if event.isEnded || event.isBroken {
        driver.handleEnd(isBroken: event.isBroken, in: iteration)
      }
    }
  }

  /// Sends a driver's responses, then tells the poller what it waits for now, or removes a closed
  /// driver.
  private func conclude(_ driver: ConnectionDriver) {
    if driver.unfinishedBodyByteCount != driver.countedBodyByteCount { countBody(of: driver) }
    driver.sendOutput(in: &iteration)
    guard driver.state != .closed else {
      close(driver)
      return
    }
    if driver.hasEndedDeliveries { reportDeliveries(of: driver) }
    if driver.wakesAt != driver.armedAt { arm(driver) }
    let interest = driver.interest
    guard interest != driver.watched else { return }
    driver.watched = interest
    do throws(SystemCallError) {
      try poller.update(driver.socket, token: driver.token, interest: interest)
    } catch {
      close(driver)
    }
  }

  /// Bounds the bodies of all connections together: 10,000 clients with 8 MiB each would use up the
  /// memory.
  private func countBody(of driver: ConnectionDriver) {
    recountBody(of: driver)
    guard unfinishedBodyByteCount > limits.unfinishedBodyBytesMax,
      driver.countedBodyByteCount > 0
    else { return }
    driver.refuseService(.tooManyBodyBytes, in: &iteration)
    recountBody(of: driver)
  }

  private func recountBody(of driver: ConnectionDriver) {
    unfinishedBodyByteCount += driver.unfinishedBodyByteCount - driver.countedBodyByteCount
    driver.countedBodyByteCount = driver.unfinishedBodyByteCount
  }

  private func arm(_ driver: ConnectionDriver) {
    driver.armedAt = driver.wakesAt
    timers.set(driver.token.slot, to: driver.wakesAt)
  }

  private func runTimers() {
    while let slot = timers.popDue(at: iteration.now.monotonicNanoseconds) {
      guard let driver = connections[slot: slot] else { continue }
      driver.armedAt = .max
      driver.handleTimer(in: &iteration)
      conclude(driver)
    }
  }

  /// Sends what the handler has for its streams.
  private func push() {
    for push in iteration.handler.takePushes() {
      guard let driver = connections[PollToken(rawValue: push.connectionID)] else { continue }
      driver.push(push, now: iteration.now)
      conclude(driver)
    }
  }

  private func reportDeliveries(of driver: ConnectionDriver) {
    for end in driver.takeEndedDeliveries() {
      iteration.handler.deliveryEnded(end, on: driver.token.rawValue, at: iteration.now)
    }
  }

  private func close(_ driver: ConnectionDriver) {
    driver.abandonDelivery()
    reportDeliveries(of: driver)
    timers.clear(driver.token.slot)
    poller.remove(driver.socket)
    driver.socket.close()
    connections.remove(driver.token)
    unfinishedBodyByteCount -= driver.countedBodyByteCount
    if driver.isRefused { refusedCount -= 1 }
    if driver.isStream {
      iteration.streamCount -= 1
      iteration.handler.connectionClosed(driver.token.rawValue)
    }
    resumeAccepting()
  }

  private func resumeAccepting() {
    guard drainDeadline == nil else { return }
    acceptor.resume(
      with: poller, now: iteration.now, open: connections.count, served: servedCount)
  }

  private var servedCount: Int { connections.count - refusedCount }

  private func accept() {
    for _ in 0..<Self.acceptCountMax {
      guard let socket = acceptor.next(with: poller, now: iteration.now, open: connections.count)
      else {
        break
      }
      acceptedCount += 1
      let driver = connections.insert { token in
        ConnectionDriver(
          socket: socket, token: token, number: acceptedCount, limits: limits, now: iteration.now)
      }
      do throws(SystemCallError) {
        try poller.add(socket, token: driver.token, interest: .read)
      } catch {
        close(driver)
        continue
      }
      if servedCount > limits.connectionCountMax {
        refusedCount += 1
        driver.refuseService(.tooManyConnections, in: &iteration)
        conclude(driver)
      }
    }
    if nextSweep < iteration.now.monotonicNanoseconds { scheduleSweep() }
  }

  private func sweep() {
    let now = iteration.now.monotonicNanoseconds
    connections.visit { driver in
      guard driver.deadline <= now else { return }
      driver.expire(in: &iteration)
      conclude(driver)
    }
    resumeAccepting()
    scheduleSweep()
  }

  private func scheduleSweep() {
    nextSweep = iteration.now.deadline(after: Self.sweepInterval)
  }

  private func readMailbox() {
    hasMessages = false
    mailbox.pipe.drain()
    let messages = mailbox.takeMessages()
    for command in messages.commands { command((iteration.handler, iteration.now)) }
    guard messages.stops, drainDeadline == nil else { return }
    let drainDeadline = iteration.now.deadline(after: limits.drainTimeout)
    self.drainDeadline = drainDeadline
    acceptor.close(with: poller)
    connections.visit { driver in
      driver.drain(&receiveBuffer, by: drainDeadline, in: &iteration)
      conclude(driver)
      receiveBuffer.clear()
    }
  }
}
