/// Moves the bytes between one socket and its `HTTPConnection`, and holds its deadline. It knows no
/// HTTP beyond when to stop reading and when to close.
final class ConnectionDriver {
  let socket: Socket
  let token: PollToken
  // A connection, its plan and its bytes do not know their driver: no access can lead back here,
  // which is what the unchecked ones would be checked for.
  @exclusivity(unchecked) private var connection: HTTPConnection
  @exclusivity(unchecked) private var unsent = UnsentBytes()
  private(set) var state = State.open
  /// When the present wait has lasted too long, in monotonic nanoseconds.
  private(set) var deadline: UInt64
  /// What the poller has been told to watch for; kept by the loop.
  var watched = Interest.read
  /// Told 503 and never served; it takes no place of one that is.
  private(set) var isRefused = false
  /// The handler gave a stream for an answer, and is told when the connection is gone.
  private(set) var isStream = false
  /// What has come of plans, streams aside, since the loop last took it.
  @exclusivity(unchecked) private(set) var endedDeliveries: [HTTPDelivery.End] = []
  /// When the plan goes on, in monotonic nanoseconds; `.max` when no time is waited for.
  private(set) var wakesAt = UInt64.max
  /// What the loop's timer is set to; kept by the loop.
  var armedAt = UInt64.max
  /// Of `unfinishedBodyByteCount`, what the loop has counted; kept by the loop.
  var countedBodyByteCount = 0
  private let timeouts: ConnectionTimeouts
  private let lingerBytesMax: Int
  private let outputBytesMax: Int
  /// While delivering.
  @exclusivity(unchecked) private var plan: SendPlan?
  /// The end of the client's side was seen while nothing was read, and need not be watched for.
  private var hasSeenEnd = false
  /// Where in the inbox stands what was read and not looked at yet; nothing at the end.
  private var received: Range<Int>?
  /// Where answers that are not sent yet stand in the turn's output.
  private var answers: Range<Int>?
  private var peerEnded = false
  private var timedStage = HTTPConnection.Stage.idle
  private var timedRequestCount = 0

  /// - Parameter number: names the connection to people.
  init(socket: Socket, token: PollToken, number: Int, limits: HTTPLimits, now: ServerTime) {
    self.socket = socket
    self.token = token
    timeouts = ConnectionTimeouts(limits)
    lingerBytesMax = limits.lingerBytesMax
    outputBytesMax = limits.outputBytesMax
    connection = HTTPConnection(limits: limits, id: token.rawValue, number: number)
    deadline = now.deadline(after: timeouts.idle)
  }

  /// What to watch the socket for: a client that does not read is not read from.
  var interest: Interest {
    switch state {
    case .open: unsent.isEmpty ? .read : .write
    case .delivering, .streaming:
      switch (unsent.isEmpty, hasSeenEnd) {
      case (true, false): .end
      case (true, true): []
      case (false, false): [.write, .end]
      case (false, true): .write
      }
    case .flushing: .write
    case .lingering: .read
    case .closed: []
    }
  }

  /// Reads once; what is left comes with the next event.
  func read(into inbox: inout Inbox) {
    guard interest == .read, received == nil, answers == nil else { return }
    switch inbox.receive(from: socket) {
    case .wouldBlock: break
    case .failed: state = .closed
    case .count(let count):
      if case .lingering(let bytesLeft) = state {
        state = count == 0 || count > bytesLeft ? .closed : .lingering(bytesLeft: bytesLeft - count)
      } else {
        received = inbox.last(count)
      }
    }
  }

  /// Answers what was read. The answers wait in the turn's output until `sendAnswers`, unless
  /// something depends on how far they get.
  func handleReceived(_ inbox: borrowing Inbox, in turn: inout HTTPConnection.Turn) {
    guard let range = received else { return }
    received = nil
    if range.isEmpty {
      peerEnded = true
      finish(in: &turn) { connection, turn in connection.receiveEnd(in: &turn) }
    } else {
      advance(inbox.bytes(range), in: &turn)
    }
  }

  /// Sends what waits, and goes on with the requests it held back.
  func handleWritable(in turn: inout HTTPConnection.Turn) {
    guard interest.contains(.write) else { return }
    flush(now: turn.now)
    guard unsent.isEmpty else { return }
    resume(in: &turn)
  }

  /// The plan's next instant has come.
  func handleTimer(in turn: inout HTTPConnection.Turn) {
    wakesAt = .max
    resume(in: &turn)
  }

  /// The client has ended its side or is gone, while nothing was read from it. One that ended only
  /// its side still gets an answer that is near; a silence or a stream nobody can be shown to want.
  func handleEnd(isBroken: Bool, in turn: HTTPConnection.Turn) {
    switch state {
    case .open, .flushing, .lingering, .closed: break
    case .streaming: state = .closed
    case .delivering:
      hasSeenEnd = true
      let isNear = plan?.proceeds(by: turn.now.deadline(after: timeouts.halfClosedWait)) == true
      if isBroken || !isNear { state = .closed }
    }
  }

  /// Adds to a stream. A reader too far behind is given up.
  func push(_ push: StreamPush, now: ServerTime) {
    guard isStream else { return }
    if state == .delivering {
      plan?.append(push)
    } else if state == .streaming {
      push.bytes.withUnsafeBufferPointer { send($0, now: now) }
      if push.endsStream { endStream(now: now) }
    }
    let waitingCount = unsent.count + (plan?.bytes.count ?? 0)
    if waitingCount > outputBytesMax, state == .streaming || state == .delivering {
      state = .closed
    }
  }

  /// The deadline has passed.
  func expire(in turn: inout HTTPConnection.Turn) {
    guard state == .open, unsent.isEmpty else {
      state = .closed
      return
    }
    finish(in: &turn) { connection, turn in connection.expire(in: &turn) }
  }

  var unfinishedBodyByteCount: Int { connection.unfinishedBodyByteCount }

  /// Answers 503 because the server has too much to do.
  func refuseService(_ refusal: HTTPRefusal, in turn: inout HTTPConnection.Turn) {
    isRefused = refusal == .tooManyConnections
    finish(in: &turn) { connection, turn in connection.refuse(refusal, in: &turn) }
  }

  /// The server stops: an idle connection closes, a busy one after its next answer. What has
  /// arrived already counts as busy. Streams end, and so does at once what has no answer to come by
  /// `drainDeadline`.
  func drain(
    _ inbox: inout Inbox, by drainDeadline: UInt64, in turn: inout HTTPConnection.Turn
  ) {
    connection.isDraining = true
    switch state {
    case .lingering: deadline = min(deadline, turn.now.deadline(after: lingerTimeout))
    case .streaming: endStream(now: turn.now)
    case .delivering where plan?.proceeds(by: drainDeadline) != true:
      if plan?.ending == .reset { socket.resetOnClose() }
      state = .closed
    case .open, .delivering, .flushing, .closed: break
    }
    read(into: &inbox)
    handleReceived(inbox, in: &turn)
    sendAnswers(in: &turn)
    if state == .open, unsent.isEmpty, connection.stage == .idle { state = .closed }
  }

  /// Whether the loop has something to tell the handler.
  var hasEndedDeliveries: Bool { !endedDeliveries.isEmpty }

  func takeEndedDeliveries() -> [HTTPDelivery.End] {
    defer { endedDeliveries = [] }
    return endedDeliveries
  }

  /// The connection is about to be closed: a plan under way has not come through.
  func abandonDelivery() {
    guard let abandoned = plan else { return }
    plan = nil
    note(abandoned, isComplete: false)
  }

  /// Sends the answers that wait in the turn's output.
  func sendAnswers(in turn: inout HTTPConnection.Turn) {
    guard let range = answers else { return }
    answers = nil
    turn.output.withBytes(range) { send($0, now: turn.now) }
    if range.upperBound == turn.output.count { turn.endOutput(at: range.lowerBound) }
    settle(now: turn.now)
  }

  // MARK: Steps

  private func finish(
    in turn: inout HTTPConnection.Turn,
    _ body: (inout HTTPConnection, inout HTTPConnection.Turn) -> Void
  ) {
    sendAnswers(in: &turn)
    turn.beginOutput()
    body(&connection, &turn)
    answers = turn.outputRange
  }

  private func advance(
    _ input: UnsafeBufferPointer<UInt8>, in turn: inout HTTPConnection.Turn
  ) {
    var input = input
    sendAnswers(in: &turn)
    repeat {
      turn.beginOutput()
      connection.receive(input, in: &turn)
      input = UnsafeBufferPointer(start: nil, count: 0)
      answers = turn.outputRange
      let waits =
        !connection.isHeldBack && !connection.isDelivering && turn.output.count < outputBytesMax
      if waits { return }
      sendAnswers(in: &turn)
      if connection.isDelivering { beginDelivery(in: &turn) }
    } while connection.isHeldBack && unsent.isEmpty && state == .open && !connection.isFinished
    settle(now: turn.now)
  }

  /// Goes on where output had to drain or time to pass.
  private func resume(in turn: inout HTTPConnection.Turn) {
    if state == .delivering { deliver(now: turn.now) }
    if unsent.isEmpty, state == .open {
      advance(UnsafeBufferPointer(start: nil, count: 0), in: &turn)
    } else {
      settle(now: turn.now)
    }
  }

  // MARK: Answers that are not sent at once

  private func beginDelivery(in turn: inout HTTPConnection.Turn) {
    guard let plan = connection.takePlan() else { return }
    if plan.isStream, !isStream {
      isStream = true
      turn.streamCount += 1
    }
    guard state == .open else { return }
    self.plan = plan
    state = .delivering
    hasSeenEnd = false
    restartTimer(now: turn.now)
    deliver(now: turn.now)
  }

  /// Sends the pieces that are due, unless earlier bytes wait; ends the plan when it is through.
  private func deliver(now: ServerTime) {
    wakesAt = .max
    while state == .delivering, unsent.isEmpty, let step = plan?.next(at: now) {
      switch step {
      case .wait(let instant):
        wakesAt = instant
        if connection.isDraining, plan?.ending == .hold { state = .closed }
        return
      case .send(let range):
        plan?.bytes.withUnsafeBufferPointer { send($0[part: range], now: now) }
        if state == .closed { plan?.takeBack(range) }
      case .end:
        endPlan(now: now)
      }
    }
  }

  private func endPlan(now: ServerTime) {
    guard let ended = plan else { return }
    plan = nil
    note(ended, isComplete: true)
    switch ended.ending {
    case .proceed:
      connection.endDelivery()
      state = .open
    case .reset:
      socket.resetOnClose()
      state = .closed
    case .hold:
      state = .closed
    case .stream:
      state = .streaming
      if ended.endsStream || connection.isDraining { endStream(now: now) }
    }
  }

  private func note(_ plan: SendPlan, isComplete: Bool) {
    guard !plan.isStream else { return }
    let count = plan.sentCount - plan.contentStart - unsent.count
    endedDeliveries.append(
      HTTPDelivery.End(isComplete: isComplete, contentByteCount: max(0, count)))
  }

  /// The connection of a stream is finished; what is unsent still goes out.
  private func endStream(now: ServerTime) {
    guard state == .streaming else { return }
    connection.endDelivery()
    state = .open
    settle(now: now)
  }

  // MARK: Sending

  /// Sends at once what the socket takes and keeps the rest.
  private func send(_ output: UnsafeBufferPointer<UInt8>, now: ServerTime) {
    guard !output.isEmpty, state != .closed else { return }
    guard unsent.isEmpty else {
      unsent.append(output)
      return
    }
    switch socket.send(output) {
    case .failed: state = .closed
    case .wouldBlock: keepUnsent(output, now: now)
    case .count(let count):
      if count < output.count { keepUnsent(output[part: count..<output.count], now: now) }
    }
  }

  private func keepUnsent(_ rest: UnsafeBufferPointer<UInt8>, now: ServerTime) {
    unsent.append(rest)
    deadline = now.deadline(after: timeouts.write)
  }

  private func flush(now: ServerTime) {
    switch unsent.send(to: socket) {
    case .wouldBlock: break
    case .failed: state = .closed
    case .count:
      deadline = now.deadline(after: timeouts.write)
      if unsent.isEmpty { restartTimer(now: now) }
    }
  }

  /// Brings state and deadline in line with what the connection has come to.
  private func settle(now: ServerTime) {
    guard state != .closed, !connection.isDelivering else { return }
    if unsent.isEmpty { connection.endIfDrained() }
    guard connection.isFinished else {
      if connection.stage != timedStage || connection.requestCount != timedRequestCount {
        restartTimer(now: now)
      }
      return
    }
    if !unsent.isEmpty {
      state = .flushing
    } else if peerEnded {
      state = .closed
    } else if case .lingering = state {
      return
    } else {
      socket.shutdownSending()
      state = .lingering(bytesLeft: lingerBytesMax)
      deadline = now.deadline(after: lingerTimeout)
    }
  }

  private var lingerTimeout: UInt64 {
    connection.isDraining ? timeouts.drainLinger : timeouts.linger
  }

  private func restartTimer(now: ServerTime) {
    guard !connection.isDelivering else {
      // The plan knows its times, and a stream has none.
      if unsent.isEmpty { deadline = .max }
      return
    }
    timedStage = connection.stage
    timedRequestCount = connection.requestCount
    guard unsent.isEmpty else { return }
    switch timedStage {
    case .idle: deadline = now.deadline(after: timeouts.idle)
    case .head: deadline = now.deadline(after: timeouts.head)
    case .body: deadline = now.deadline(after: timeouts.body)
    }
  }
}
