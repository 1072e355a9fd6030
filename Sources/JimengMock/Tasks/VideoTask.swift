/// One accepted submit. It holds what never changes; the state is computed when asked for.
struct VideoTask: Sendable {
  let id: String
  let submitted: MockInstant
  let outcome: TaskOutcome
  let parameters: TaskParameters
  /// The number of its job.
  let job: UInt16
  /// How often it was fetched.
  private(set) var pollCount: UInt32 = 0
  /// Whether an answer has told that it ended.
  private(set) var isEndTold = false
  /// When the poll that ended it came; only where polls move it.
  private(set) var endedByPoll: MockInstant?

  init(
    id: String, job: Int = 0, submitted: MockInstant, parameters: TaskParameters,
    outcome: TaskOutcome = .success
  ) {
    self.id = id
    self.submitted = submitted
    self.parameters = parameters
    self.job = UInt16(clamping: job)
    self.outcome = outcome
  }

  /// Counts a fetch. Call it before the state is computed: the fetch sees its own step.
  mutating func countPoll(at now: MockInstant, pace: TaskPace) {
    if pollCount < .max { pollCount += 1 }
    guard pace.mode == .poll, endedByPoll == nil, !outcome.isEndless, tenthByPoll == 10 else {
      return
    }
    endedByPoll = max(now, submitted)
  }

  mutating func recordEndTold() {
    isEndTold = true
  }

  /// How far it has come, 0 to 10; an endless outcome never gets to 10.
  func tenth(at now: MockInstant, pace: TaskPace) -> Int {
    let tenth =
      switch pace.mode {
      case .time: pace.tenth(of: outcome, after: now - submitted)
      case .poll: tenthByPoll
      }
    switch outcome {
    case .stopAt(let state): return min(tenth, state.lastTenth)
    case .oddStatus: return min(tenth, 9)
    case .success, .failure, .withoutURL, .urlExpired, .timeout: return tenth
    }
  }

  /// When it ended; nil as long as it has not.
  func ended(at now: MockInstant, pace: TaskPace) -> MockInstant? {
    switch pace.mode {
    case .poll: return endedByPoll
    case .time:
      // By what has passed, as the tenths are: at the end of time the sum would be cut short.
      guard !outcome.isEndless, pace.tenth(of: outcome, after: now - submitted) == 10 else {
        return nil
      }
      return submitted + pace.lifetime(of: outcome)
    }
  }

  private var tenthByPoll: Int {
    Int(min(10, max(1, pollCount) - 1))
  }
}
