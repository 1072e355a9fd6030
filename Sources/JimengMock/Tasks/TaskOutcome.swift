import StrictJSON

/// What becomes of a task that was accepted. Indirect, so that the usual outcome costs a task one
/// word and no allocation.
indirect enum TaskOutcome: Equatable, Sendable {
  case success
  /// - Parameters:
  ///   - reason: why, as the service tells it.
  ///   - error: the error of the model's own service, where an answer carries one.
  case failure(reason: String, error: JSONValue?)
  /// Gets as far as that state, which is not a final one, and stays there for ever.
  case stopAt(TaskState)
  /// Succeeds, and no video is in the answer.
  case withoutURL
  /// Succeeds, and the URL has run out.
  case urlExpired
  /// In place of running a status that no client knows, for ever.
  case oddStatus(String)
  /// The service gives up after that many minutes.
  case timeout(minutes: Int)

  /// A lifetime that a scenario file cannot exceed: a week.
  static let timeoutMinutesMax = 10_080

  /// Whether a task of this outcome never ends.
  var isEndless: Bool {
    switch self {
    case .stopAt, .oddStatus: true
    case .success, .failure, .withoutURL, .urlExpired, .timeout: false
    }
  }

  /// The state at the end of the way.
  var finalState: TaskState {
    switch self {
    case .failure, .timeout: .failed
    case .success, .stopAt, .withoutURL, .urlExpired, .oddStatus: .succeeded
    }
  }

  /// In the words of a scenario file's `task`.
  var json: JSONValue {
    switch self {
    case .success: ["outcome": "success"]
    case .failure(let reason, let error):
      ["outcome": "failure", "failReason": .string(reason), "error": error ?? .null]
    case .stopAt(let state): ["outcome": "stuck", "stopAt": .string(state.rawValue)]
    case .withoutURL: ["outcome": "without-url"]
    case .urlExpired: ["outcome": "url-expired"]
    case .oddStatus(let status): ["outcome": "odd-status", "status": .string(status)]
    case .timeout(let minutes): ["outcome": "timeout", "minutes": .number(minutes)]
    }
  }
}
