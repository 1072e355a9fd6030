/// Moves the bytes between one socket and its `HTTPConnection`, and holds its deadline. It knows no
/// HTTP beyond when to stop reading and when to close.
final class ConnectionDriver {
  enum State: Equatable {
    /// Reading requests, unless unsent output holds them back. → flushing, lingering, closed
    case open
    /// The last answer is written, not yet sent. → lingering, closed
    case flushing
    /// Half-closed, reading to nowhere so that the client gets to read the answer instead of a
    /// reset (RFC 9112 §9.6). → closed
    case lingering(bytesLeft: Int)
    /// To be taken off the loop.
    case closed
  }

  let socket: Socket
  let token: PollToken
  private(set) var state = State.open
  /// When the present wait has lasted too long, in monotonic nanoseconds.
  private(set) var deadline: UInt64
  /// What the poller has been told to watch for; kept by the loop.
  var watched = Interest.read
  /// Told 503 and never served; it takes no place of one that is.
  private(set) var isRefused = false
  private var connection: HTTPConnection
  private let timeouts: ConnectionTimeouts
  private let lingerBytesMax: Int
  private var unsent = ContiguousArray<UInt8>()
  private var unsentStart = 0
  private var peerEnded = false
  private var timedStage = HTTPConnection.Stage.idle
  private var timedRequestCount = 0

  init(socket: Socket, token: PollToken, limits: HTTPLimits, now: ServerTime) {
    self.socket = socket
    self.token = token
    timeouts = ConnectionTimeouts(limits)
    lingerBytesMax = limits.lingerBytesMax
    connection = HTTPConnection(limits: limits)
    deadline = now.deadline(after: timeouts.idle)
  }

  /// What to watch the socket for: a client that does not read is not read from.
  var interest: Interest {
    switch state {
    case .open: unsent.isEmpty ? .read : .write
    case .flushing: .write
    case .lingering: .read
    case .closed: []
    }
  }

  /// Reads once; what is left comes with the next event.
  func handleReadable(
    _ buffer: UnsafeMutableRawBufferPointer, in turn: inout HTTPConnection.Turn
  ) {
    guard interest == .read else { return }
    switch socket.receive(into: buffer) {
    case .wouldBlock: break
    case .failed: state = .closed
    case .count(let count):
      if case .lingering(let bytesLeft) = state {
        state = count == 0 || count > bytesLeft ? .closed : .lingering(bytesLeft: bytesLeft - count)
      } else if count == 0 {
        peerEnded = true
        turn.output.removeAll(keepingCapacity: true)
        connection.receiveEnd(in: &turn)
        send(turn.output, now: turn.now)
        settle(now: turn.now)
      } else {
        advance(UnsafeRawBufferPointer(rebasing: buffer[..<count]), in: &turn)
      }
    }
  }

  /// Sends what waits, and goes on with the requests it held back.
  func handleWritable(in turn: inout HTTPConnection.Turn) {
    guard interest == .write else { return }
    flush(now: turn.now)
    if unsent.isEmpty, state == .open {
      advance(UnsafeRawBufferPointer(start: nil, count: 0), in: &turn)
    } else {
      settle(now: turn.now)
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

  /// Answers 503 before anything was read.
  func refuseService(in turn: inout HTTPConnection.Turn) {
    isRefused = true
    finish(in: &turn) { connection, turn in connection.refuse(.tooManyConnections, in: &turn) }
  }

  /// The server stops: an idle connection closes, a busy one after its next answer. What has
  /// arrived already counts as busy.
  func drain(_ buffer: UnsafeMutableRawBufferPointer, in turn: inout HTTPConnection.Turn) {
    connection.isDraining = true
    if case .lingering = state {
      deadline = min(deadline, turn.now.deadline(after: lingerTimeout))
    }
    handleReadable(buffer, in: &turn)
    if state == .open, unsent.isEmpty, connection.stage == .idle { state = .closed }
  }

  // MARK: Steps

  private func finish(
    in turn: inout HTTPConnection.Turn,
    _ body: (inout HTTPConnection, inout HTTPConnection.Turn) -> Void
  ) {
    turn.output.removeAll(keepingCapacity: true)
    body(&connection, &turn)
    send(turn.output, now: turn.now)
    settle(now: turn.now)
  }

  private func advance(_ input: UnsafeRawBufferPointer, in turn: inout HTTPConnection.Turn) {
    var input = input.assumingMemoryBound(to: UInt8.self)
    repeat {
      turn.output.removeAll(keepingCapacity: true)
      connection.receive(input, in: &turn)
      input = UnsafeBufferPointer(start: nil, count: 0)
      send(turn.output, now: turn.now)
    } while connection.isHeldBack && unsent.isEmpty && state == .open && !connection.isFinished
    settle(now: turn.now)
  }

  /// Sends at once what the socket takes and keeps the rest.
  private func send(_ output: ContiguousArray<UInt8>, now: ServerTime) {
    guard !output.isEmpty, state != .closed else { return }
    guard unsent.isEmpty else {
      unsent.append(contentsOf: output)
      return
    }
    switch output.withUnsafeBufferPointer({ socket.send($0) }) {
    case .failed: state = .closed
    case .wouldBlock: keepUnsent(output[...], now: now)
    case .count(let count):
      if count < output.count { keepUnsent(output[count...], now: now) }
    }
  }

  private func keepUnsent(_ rest: ContiguousArray<UInt8>.SubSequence, now: ServerTime) {
    unsent.append(contentsOf: rest)
    unsentStart = 0
    deadline = now.deadline(after: timeouts.write)
  }

  private func flush(now: ServerTime) {
    let result = unsent.withUnsafeBufferPointer {
      socket.send($0[part: unsentStart..<$0.count])
    }
    switch result {
    case .wouldBlock: break
    case .failed: state = .closed
    case .count(let count):
      unsentStart += count
      deadline = now.deadline(after: timeouts.write)
      guard unsentStart == unsent.count else { return }
      unsent = []
      unsentStart = 0
      restartTimer(now: now)
    }
  }

  /// Brings state and deadline in line with what the connection has come to.
  private func settle(now: ServerTime) {
    guard state != .closed else { return }
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
