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
