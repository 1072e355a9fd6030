/// Moves the bytes between one socket and its `HTTPConnection`, and holds its deadline. Of HTTP it
/// knows only when to stop reading and when to close.
final class ConnectionDriver {
  enum State: Equatable {
    /// Reading requests, unless unsent output stops that. → delivering, flushing, lingering, closed
    case open
    /// Sending a response by a plan, reading nothing. → open, streaming, closed
    case delivering
    /// Sending what is pushed, reading nothing. → open, closed
    case streaming
    /// The last response is written, but not sent completely. → lingering, closed
    case flushing
    /// Half-closed. What is read is discarded, so that the client gets the response and not a reset
    /// (RFC 9112 §9.6). → closed
    case lingering(bytesLeft: Int)
    /// To be removed by the loop.
    case closed
  }

  let socket: Socket
  let token: PollToken
  // A connection, its plan and its buffer don't know their driver. So no access can lead back here,
  // and the checks for that are off.
  @exclusivity(unchecked) var connection: HTTPConnection
  @exclusivity(unchecked) var unsent = WriteBuffer()
  var state = State.open
  /// When the present wait has lasted too long, in monotonic nanoseconds.
  private(set) var deadline: UInt64
  /// Answered 503 and never served; it takes no place of a served one.
  private(set) var isRefused = false
  let timeouts: ConnectionTimeouts
  private let lingerBytesMax: Int
  let outputBytesMax: Int
  /// Where the receive buffer holds what was read and not handled yet; an empty range at the end.
  private var received: Range<Int>?
  /// Where the iteration's output holds what is not sent yet.
  private var output: Range<Int>?
  private var hasReadEnd = false
  private var timedStage = HTTPConnection.Stage.idle
  private var timedRequestCount = 0

  // MARK: Delivery

  /// While delivering.
  @exclusivity(unchecked) var plan: ResponsePlan?
  /// The response is a stream: the handler is told when the connection closes.
  var isStream = false
  /// The ends of plans, not of streams, since the loop last took them.
  @exclusivity(unchecked) var endedDeliveries: [HTTPDelivery.End] = []
  /// When the plan goes on, in monotonic nanoseconds; `.max` when no time is waited for.
  var wakesAt = UInt64.max
  /// The client has ended its side while nothing was read. That need not be watched for any more.
  var hasSeenEnd = false

  // MARK: Kept by the loop

  /// What the poller watches the socket for.
  var watched = Interest.read
  /// What the loop's timer is set to.
  var armedAt = UInt64.max
  /// The part of `unfinishedBodyByteCount` that the loop has counted.
  var countedBodyByteCount = 0

  /// - Parameter number: identifies the connection to people.
  init(socket: Socket, token: PollToken, number: Int, limits: HTTPLimits, now: ServerTime) {
    self.socket = socket
    self.token = token
    timeouts = ConnectionTimeouts(limits)
    lingerBytesMax = limits.lingerBytesMax
    outputBytesMax = limits.outputBytesMax
    connection = HTTPConnection(limits: limits, id: token.rawValue, number: number)
    deadline = now.deadline(after: timeouts.idle)
  }

  /// What to watch the socket for. A client that doesn't read is not read from.
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

  var unfinishedBodyByteCount: Int { connection.unfinishedBodyByteCount }

  // MARK: Events

  /// Reads once; the rest comes with the next event.
  func read(into buffer: inout ReceiveBuffer) {
    guard interest == .read, received == nil, output == nil else { return }
    switch buffer.receive(from: socket) {
    case .wouldBlock: break
    case .failed: state = .closed
    case .count(let count):
      if case .lingering(let bytesLeft) = state {
        state = count == 0 || count > bytesLeft ? .closed : .lingering(bytesLeft: bytesLeft - count)
      } else {
        received = buffer.last(count)
      }
    }
  }

  /// Handles what was read. The responses stay in the iteration's output until `sendOutput`, unless
  /// something depends on how much of them can be sent.
  func handleReceived(_ buffer: borrowing ReceiveBuffer, in iteration: inout LoopIteration) {
    guard let range = received else { return }
    received = nil
    if range.isEmpty {
      hasReadEnd = true
      collectOutput(in: &iteration) { connection, iteration in
        connection.receiveEnd(in: &iteration)
      }
    } else {
      advance(buffer.bytes(range), in: &iteration)
    }
  }

  /// Sends what is unsent, then goes on with the requests that waited for it.
  func handleWritable(in iteration: inout LoopIteration) {
    guard interest.contains(.write) else { return }
    flush(now: iteration.now)
    guard unsent.isEmpty else { return }
    resume(in: &iteration)
  }

  /// The deadline has passed.
  func expire(in iteration: inout LoopIteration) {
    guard state == .open, unsent.isEmpty else {
      state = .closed
      return
    }
    collectOutput(in: &iteration) { connection, iteration in connection.expire(in: &iteration) }
  }

  /// Answers 503 because the server has too much to do.
  func refuseService(_ refusal: HTTPRefusal, in iteration: inout LoopIteration) {
    isRefused = refusal == .tooManyConnections
    collectOutput(in: &iteration) { connection, iteration in
      connection.refuse(refusal, in: &iteration)
    }
  }

  /// The server stops. An idle connection closes, a busy one after its next response; bytes that
  /// have arrived count as busy. A stream ends, and so does a response that cannot come by
  /// `drainDeadline`.
  func drain(
    _ buffer: inout ReceiveBuffer, by drainDeadline: UInt64, in iteration: inout LoopIteration
  ) {
    connection.isDraining = true
    switch state {
    case .lingering: deadline = min(deadline, iteration.now.deadline(after: lingerTimeout))
    case .streaming: endStream(now: iteration.now)
    case .delivering where plan?.proceeds(by: drainDeadline) != true:
      if plan?.ending == .reset { socket.resetOnClose() }
      state = .closed
    case .open, .delivering, .flushing, .closed: break
    }
    read(into: &buffer)
    handleReceived(buffer, in: &iteration)
    sendOutput(in: &iteration)
    if state == .open, unsent.isEmpty, connection.stage == .idle { state = .closed }
  }

  /// Sends the responses that stand in the iteration's output.
  func sendOutput(in iteration: inout LoopIteration) {
    guard let range = output else { return }
    output = nil
    iteration.output.withBytes(range) { send($0, now: iteration.now) }
    if range.upperBound == iteration.output.count { iteration.endOutput(at: range.lowerBound) }
    settle(now: iteration.now)
  }

  // MARK: Steps

  private func collectOutput(
    in iteration: inout LoopIteration,
    _ body: (inout HTTPConnection, inout LoopIteration) -> Void
  ) {
    sendOutput(in: &iteration)
    iteration.beginOutput()
    body(&connection, &iteration)
    output = iteration.outputRange
  }

  private func advance(
    _ input: UnsafeBufferPointer<UInt8>, in iteration: inout LoopIteration
  ) {
    var input = input
    sendOutput(in: &iteration)
    repeat {
      iteration.beginOutput()
      connection.receive(input, in: &iteration)
      input = UnsafeBufferPointer(start: nil, count: 0)
      output = iteration.outputRange
      let canWait =
        !connection.isBackpressured && !connection.isDelivering
        && iteration.output.count < outputBytesMax
      if canWait { return }
      sendOutput(in: &iteration)
      if connection.isDelivering { beginDelivery(in: &iteration) }
    } while connection.isBackpressured && unsent.isEmpty && state == .open
      && !connection.isFinished
    settle(now: iteration.now)
  }

  /// Goes on after unsent output or a time was waited for.
  func resume(in iteration: inout LoopIteration) {
    if state == .delivering { deliver(now: iteration.now) }
    if unsent.isEmpty, state == .open {
      advance(UnsafeBufferPointer(start: nil, count: 0), in: &iteration)
    } else {
      settle(now: iteration.now)
    }
  }

  // MARK: Sending

  /// Sends what the socket takes and keeps the rest.
  func send(_ output: UnsafeBufferPointer<UInt8>, now: ServerTime) {
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

  /// Adapts state and deadline to what the connection has reached.
  func settle(now: ServerTime) {
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
    } else if hasReadEnd {
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

  func restartTimer(now: ServerTime) {
    guard !connection.isDelivering else {
      // A plan has its own times, and a stream has none.
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
