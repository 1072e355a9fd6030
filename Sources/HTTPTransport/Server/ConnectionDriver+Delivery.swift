/// Responses that are not sent at once: carrying out a `ResponsePlan`, and streams.
extension ConnectionDriver {
  // MARK: Events

  /// The plan's next instant has come.
  func handleTimer(in iteration: inout LoopIteration) {
    wakesAt = .max
    resume(in: &iteration)
  }

  /// The client has ended its side or is gone, while nothing was read from it. A client that ended
  /// only its side still gets a response that comes soon, but no silence and no stream.
  func handleEnd(isBroken: Bool, in iteration: LoopIteration) {
    switch state {
    case .open, .flushing, .lingering, .closed: break
    case .streaming: state = .closed
    case .delivering:
      hasSeenEnd = true
      let soon = iteration.now.deadline(after: timeouts.halfClosedWait)
      if isBroken || plan?.proceeds(by: soon) != true { state = .closed }
    }
  }

  /// Adds to a stream, and closes it when its reader is too far behind.
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

  /// The connection is about to be closed. A plan that is being carried out stays incomplete.
  func abandonDelivery() {
    guard let abandoned = plan else { return }
    plan = nil
    recordEnd(of: abandoned, isComplete: false)
  }

  /// Whether the loop has something to tell the handler.
  var hasEndedDeliveries: Bool { !endedDeliveries.isEmpty }

  func takeEndedDeliveries() -> [HTTPDelivery.End] {
    defer { endedDeliveries = [] }
    return endedDeliveries
  }

  // MARK: Steps

  func beginDelivery(in iteration: inout LoopIteration) {
    guard let plan = connection.takePlan() else { return }
    if plan.isStream, !isStream {
      isStream = true
      iteration.streamCount += 1
    }
    guard state == .open else { return }
    self.plan = plan
    state = .delivering
    hasSeenEnd = false
    restartTimer(now: iteration.now)
    deliver(now: iteration.now)
  }

  /// Sends the pieces that are due, unless earlier bytes are unsent, and ends a finished plan.
  func deliver(now: ServerTime) {
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
    recordEnd(of: ended, isComplete: true)
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

  private func recordEnd(of plan: ResponsePlan, isComplete: Bool) {
    guard !plan.isStream else { return }
    let count = plan.sentCount - plan.contentStart - unsent.count
    endedDeliveries.append(
      HTTPDelivery.End(isComplete: isComplete, contentByteCount: max(0, count)))
  }

  /// Finishes a stream's connection. What is unsent is still sent.
  func endStream(now: ServerTime) {
    guard state == .streaming else { return }
    connection.endDelivery()
    state = .open
    settle(now: now)
  }
}
