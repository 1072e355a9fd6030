/// The state of a task at one moment, in the words of the answer. A later one is never behind.
struct TaskProgress: Equatable, Sendable {
  /// One of `TaskStatus`, unless the scenario has another.
  let status: String
  /// 0, 10, 20 … 100.
  let percent: Int
  /// Empty until FAILURE.
  let failReason: String
  let submitted: MockInstant
  /// Nil until SUCCESS or FAILURE.
  let ended: MockInstant?

  init(of task: VideoTask, at now: MockInstant, pace: TaskPace) {
    let tenth = task.tenth(at: now, pace: pace)
    percent = 10 * tenth
    submitted = task.submitted
    ended = task.ended(at: now, pace: pace)
    failReason = ended == nil ? "" : task.outcome.failReason
    status = Self.status(of: task.outcome, tenth: tenth)
  }

  /// Whether a client may stop polling.
  var isFinal: Bool { ended != nil }

  var percentText: String { "\(percent)%" }

  private static func status(of outcome: TaskOutcome, tenth: Int) -> String {
    if tenth == 10 { return outcome.finalStatus.rawValue }
    let underway = TaskStatus.underway(tenth: tenth)
    guard underway == .inProgress else { return underway.rawValue }
    switch outcome {
    case .oddStatus(let odd): return odd
    case .stopAt(.unknown): return TaskStatus.unknown.rawValue
    case .success, .failure, .stopAt, .withoutURL, .urlExpired, .timeout: return underway.rawValue
    }
  }
}
