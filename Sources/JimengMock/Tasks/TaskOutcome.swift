import StrictJSON

/// What becomes of a task that was accepted. Indirect, so that the usual outcome costs a task one
/// word and no allocation.
indirect enum TaskOutcome: Equatable, Sendable {
  case success
  /// - Parameters:
  ///   - reason: `fail_reason`.
  ///   - innerError: what stands in `data.data.error`; without it there is no upstream answer.
  case failure(reason: String, innerError: JSONValue?)
  /// Gets as far as that status and stays there for ever.
  case stopAt(TaskStatus)
  /// SUCCESS, and no video in it.
  case withoutURL
  /// SUCCESS, and the URL has run out (it lives an hour; evidence section 4).
  case urlExpired
  /// In place of IN_PROGRESS a status that no client knows, for ever.
  case oddStatus(String)
  /// The gateway gives up after that many minutes, while the inner status still says IN_PROGRESS
  /// (evidence section 3).
  case timeout(minutes: Int)
}

extension TaskOutcome {
  /// A lifetime that a scenario file cannot exceed: a week.
  static let timeoutMinutesMax = 10_080

  /// Whether a task of this outcome ever gets to SUCCESS or FAILURE.
  var isEndless: Bool {
    switch self {
    case .stopAt(let status): !status.isFinal
    case .oddStatus: true
    case .success, .failure, .withoutURL, .urlExpired, .timeout: false
    }
  }

  /// `fail_reason` at the end; empty unless the task fails.
  var failReason: String {
    switch self {
    case .failure(let reason, _): reason
    case .timeout(let minutes): "任务超时（\(minutes)分钟）"
    case .stopAt(.failure): "task failed"
    case .success, .stopAt, .withoutURL, .urlExpired, .oddStatus: ""
    }
  }

  /// The status at the end of the way.
  var finalStatus: TaskStatus {
    switch self {
    case .failure, .timeout, .stopAt(.failure): .failure
    case .success, .stopAt, .withoutURL, .urlExpired, .oddStatus: .success
    }
  }
}
