/// The state of a task at one moment. A later one is never behind.
struct TaskProgress: Equatable, Sendable {
  let state: TaskState
  /// In place of the state's word: a status that no client knows.
  let oddStatus: String?
  /// 0, 10, 20 … 100.
  let percent: Int
  let submitted: MockInstant
  /// Nil until the task has succeeded or failed.
  let ended: MockInstant?

  init(of task: VideoTask, at now: MockInstant, pace: TaskPace) {
    let tenth = task.tenth(at: now, pace: pace)
    percent = 10 * tenth
    submitted = task.submitted
    ended = task.ended(at: now, pace: pace)
    state = Self.state(of: task.outcome, tenth: tenth)
    if state == .running, case .oddStatus(let word) = task.outcome {
      oddStatus = word
    } else {
      oddStatus = nil
    }
  }

  /// Whether a client may stop polling.
  var isFinal: Bool { ended != nil }

  private static func state(of outcome: TaskOutcome, tenth: Int) -> TaskState {
    if tenth == 10 { return outcome.finalState }
    let underway = TaskState.underway(tenth: tenth)
    return underway == .running && outcome == .stopAt(.unknown) ? .unknown : underway
  }
}

/// What an answer about a task depends on: a service file has a template for each.
enum TaskPhase: String, CaseIterable, Sendable {
  case underway
  case succeeded
  case succeededWithoutURL = "succeededWithoutUrl"
  case failed
  case failedWithError
  case timedOut

  init(of task: VideoTask, _ progress: TaskProgress) {
    guard progress.isFinal else {
      self = .underway
      return
    }
    switch task.outcome {
    case .success, .urlExpired, .stopAt, .oddStatus: self = .succeeded
    case .withoutURL: self = .succeededWithoutURL
    case .failure(_, let error): self = error == nil ? .failed : .failedWithError
    case .timeout: self = .timedOut
    }
  }
}

/// How fast tasks get on.
struct TaskPace: Sendable {
  enum Mode: Equatable, Sendable {
    /// With virtual time.
    case time
    /// A tenth with each fetch of the task, however long that takes; the first fetch sees 0%.
    case poll
  }

  var mode = Mode.time
  /// From submit to the end.
  var renderDuration = Duration.seconds(30)
  /// The gateway looks at the upstream in such steps, and state moves with them; zero for a state
  /// that moves by itself. The source shows 15 s, of which this is off by default: a mock that
  /// holds a test up helps nobody.
  var upstreamInterval = Duration.zero

  /// When a task of that outcome is over, counted from its submit: the first look after.
  func lifetime(of outcome: TaskOutcome) -> Duration {
    guard case .timeout(let minutes) = outcome else { return roundedUp(renderDuration) }
    return roundedUp(.seconds(60 * min(max(0, minutes), TaskOutcome.timeoutMinutesMax)))
  }

  /// How many tenths of the way a task has gone after `elapsed`; 10 when it is over.
  func tenth(of outcome: TaskOutcome, after elapsed: Duration) -> Int {
    let elapsed = roundedDown(max(.zero, elapsed))
    if elapsed >= lifetime(of: outcome) { return 10 }
    let render = Int128(renderDuration.nanosecondsClamped)
    guard render > 0 else { return 9 }
    return Int(min(9, Int128(elapsed.nanosecondsClamped) * 10 / render))
  }

  private func roundedDown(_ duration: Duration) -> Duration {
    guard upstreamInterval > .zero else { return duration }
    let interval = max(1, upstreamInterval.nanosecondsClamped)
    return .nanoseconds(duration.nanosecondsClamped / interval * interval)
  }

  private func roundedUp(_ duration: Duration) -> Duration {
    let down = roundedDown(max(.zero, duration))
    return down < duration ? down + upstreamInterval : down
  }
}
