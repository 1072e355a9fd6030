/// The loop that owns every connection of a server: it waits for readiness, hands sockets to their
/// drivers, accepts, and closes what has waited too long. It runs on one thread and shares nothing
/// but the mailbox.
final class ServerLoop {
  private static let listenerToken = PollToken(slot: .max, generation: 0)
  private static let wakeToken = PollToken(slot: .max - 1, generation: 0)
  /// How often deadlines are looked at; they are late by this at most.
  private static let sweepInterval = Duration.milliseconds(250)
  private static let acceptCountMax = 64

  private let poller: any Poller
  private let mailbox: ServerMailbox
  private let limits: HTTPLimits
  // Handed down for a whole turn, to drivers and a handler that do not know the loop: no access can
  // lead back here, which is what the unchecked ones would be checked for.
  @exclusivity(unchecked) private var inbox = Inbox()
  @exclusivity(unchecked) private var turn: HTTPConnection.Turn
  @exclusivity(unchecked) private var events = ContiguousArray<PollEvent>()
  private var connections = ConnectionTable()
  /// How many of these linger after a 503 and do not count as served.
  private var refusedCount = 0
  /// Of the bodies that connections are in the middle of.
  private var unfinishedBodyByteCount = 0
  /// When answers that are not sent at once go on, by connection slot.
  private var timers = DeadlineHeap()
  /// Connections that there have ever been.
  private var acceptedCount = 0
  private var acceptor: Acceptor
  private var nextSweep: UInt64 = 0
  /// The mailbox has rung.
  private var hasLetters = false
  /// When what is in flight is given up, once the server stops.
  private var drainDeadline: UInt64?

  init(
    listener: Socket, poller: any Poller, mailbox: ServerMailbox, limits: HTTPLimits,
    handler: any HTTPHandler
  ) {
    self.poller = poller
    self.mailbox = mailbox
    self.limits = limits
    acceptor = Acceptor(listener: listener, limits: limits)
    turn = HTTPConnection.Turn(handler: handler, now: .current())
  }

  /// Serves until the mailbox says stop and what was in flight is done. Should the poller itself
  /// fail, nothing can be served any more and the loop ends as well.
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
      // What a turn sets is due after it, so the earliest timer is looked up once.
      let timer = timers.earliest
      try poller.wait(milliseconds: waitMilliseconds(until: timer), into: &events)
      turn.now = .current()
      handleEvents()
      if hasLetters { readMailbox() }
      if timer <= turn.now.monotonicNanoseconds { runTimers() }
      if turn.now.monotonicNanoseconds >= nextSweep, hasDeadlines { sweep() }
      turn.handler.turnEnded(at: turn.now)
      if turn.streamCount > 0 { push() }
    }
  }

  private var isDone: Bool {
    guard let drainDeadline else { return false }
    return connections.isEmpty || turn.now.monotonicNanoseconds >= drainDeadline
  }

  private var hasDeadlines: Bool { !connections.isEmpty || acceptor.isPaused }

  /// Nothing to time means nothing to wake up for.
  @inline(__always)
  private func waitMilliseconds(until timer: UInt64) -> Int32? {
    guard hasDeadlines else { return nil }
    let now = turn.now.monotonicNanoseconds
    let next = min(nextSweep, timer)
    return next > now ? Int32(clamping: (next - now) / 1_000_000 + 1) : 0
  }

  /// First all sockets are read, then all requests answered, then all answers sent: each step's
  /// code, the system's and ours, stays in the processor's caches, and a client is woken once for
  /// many answers. What does not fit into the inbox comes after that.
  private func handleEvents() {
    var start = 0
    while start < events.count {
      var end = start
      while end < events.count, inbox.hasRoom {
        read(events[end])
        end += 1
      }
      for event in events[start..<end] { handle(event) }
      for event in events[start..<end] {
        if let driver = connections[event.token] { conclude(driver) }
      }
      inbox.clear()
      turn.clearOutput(keptMax: limits.outputBytesMax)
      start = end
    }
  }

  private func read(_ event: PollEvent) {
    guard let driver = connections[event.token] else { return }
    if event.isWritable { driver.handleWritable(in: &turn) }
    if event.isReadable { driver.read(into: &inbox) }
  }

  private func handle(_ event: PollEvent) {
    switch event.token {
    case Self.listenerToken: accept()
    case Self.wakeToken: hasLetters = true
    default:
      guard let driver = connections[event.token] else { return }
      driver.handleReceived(inbox, in: &turn)
      if event.isEnded || event.isBroken { driver.handleEnd(isBroken: event.isBroken, in: turn) }
    }
  }

  /// Sends a driver's answers, and tells the poller what it waits for now, or takes a closed one
  /// off.
  private func conclude(_ driver: ConnectionDriver) {
    if driver.unfinishedBodyByteCount != driver.countedBodyByteCount { countBody(of: driver) }
    driver.sendAnswers(in: &turn)
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

  /// Each connection's body is bounded, and so are all together: 10,000 clients with 8 MiB each
  /// would take all the memory there is.
  private func countBody(of driver: ConnectionDriver) {
    recountBody(of: driver)
    guard unfinishedBodyByteCount > limits.unfinishedBodyBytesMax,
      driver.countedBodyByteCount > 0
    else { return }
    driver.refuseService(.tooManyBodyBytes, in: &turn)
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
    while let slot = timers.popDue(at: turn.now.monotonicNanoseconds) {
      guard let driver = connections[slot: slot] else { continue }
      driver.armedAt = .max
      driver.handleTimer(in: &turn)
      conclude(driver)
    }
  }

  /// Sends what the handler has for its streams.
  private func push() {
    for push in turn.handler.takePushes() {
      guard let driver = connections[PollToken(rawValue: push.connectionID)] else { continue }
      driver.push(push, now: turn.now)
      conclude(driver)
    }
  }

  private func reportDeliveries(of driver: ConnectionDriver) {
    for end in driver.takeEndedDeliveries() {
      turn.handler.deliveryEnded(end, on: driver.token.rawValue, at: turn.now)
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
      turn.streamCount -= 1
      turn.handler.connectionClosed(driver.token.rawValue)
    }
    resumeAccepting()
  }

  private func resumeAccepting() {
    guard drainDeadline == nil else { return }
    acceptor.resume(
      with: poller, now: turn.now, open: connections.count, served: servedCount)
  }

  private var servedCount: Int { connections.count - refusedCount }

  private func accept() {
    for _ in 0..<Self.acceptCountMax {
      guard let socket = acceptor.next(with: poller, now: turn.now, open: connections.count) else {
        break
      }
      acceptedCount += 1
      let driver = connections.insert { token in
        ConnectionDriver(
          socket: socket, token: token, number: acceptedCount, limits: limits, now: turn.now)
      }
      do throws(SystemCallError) {
        try poller.add(socket, token: driver.token, interest: .read)
      } catch {
        close(driver)
        continue
      }
      if servedCount > limits.connectionCountMax {
        refusedCount += 1
        driver.refuseService(.tooManyConnections, in: &turn)
        conclude(driver)
      }
    }
    if nextSweep < turn.now.monotonicNanoseconds { scheduleSweep() }
  }

  private func sweep() {
    let now = turn.now.monotonicNanoseconds
    connections.visit { driver in
      guard driver.deadline <= now else { return }
      driver.expire(in: &turn)
      conclude(driver)
    }
    resumeAccepting()
    scheduleSweep()
  }

  private func scheduleSweep() {
    nextSweep = turn.now.deadline(after: Self.sweepInterval)
  }

  private func readMailbox() {
    hasLetters = false
    mailbox.pipe.drain()
    let letters = mailbox.takeLetters()
    for command in letters.commands { command((turn.handler, turn.now)) }
    guard letters.stops, drainDeadline == nil else { return }
    let drainDeadline = turn.now.deadline(after: limits.drainTimeout)
    self.drainDeadline = drainDeadline
    acceptor.close(with: poller)
    connections.visit { driver in
      driver.drain(&inbox, by: drainDeadline, in: &turn)
      conclude(driver)
      inbox.clear()
    }
  }
}
