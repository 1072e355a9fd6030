import StrictJSON

extension ScenarioReader {
  /// The words of `task.outcome`.
  private enum OutcomeWord: String, CaseIterable {
    case success
    case failure
    case stuck
    case withoutURL = "without-url"
    case urlExpired = "url-expired"
    case oddStatus = "odd-status"
    case timeout

    /// The keys that stand beside it, all of them.
    var keys: [String] {
      switch self {
      case .success, .withoutURL, .urlExpired: []
      case .failure: ["failReason", "error"]
      case .stuck: ["stopAt"]
      case .oddStatus: ["status"]
      case .timeout: ["minutes"]
      }
    }

    var requiredKeys: [String] { self == .failure ? ["failReason"] : keys }
  }

  /// Longer statuses would be no words.
  private static let statusBytesMax = 64

  static func readTask(_ node: ScenarioNode) throws(ScenarioFileError) -> TaskOutcome {
    guard node.value.object != nil else { throw node.error(.wrongType(expected: "an object")) }
    guard let outcome = node["outcome"] else { throw node.error(.missingKey("outcome")) }
    let word = try outcome.word(OutcomeWord.self)
    try node.checkKeys(["outcome"] + word.keys, required: word.requiredKeys)
    switch word {
    case .success: return .success
    case .withoutURL: return .withoutURL
    case .urlExpired: return .urlExpired
    case .failure: return try readFailure(node)
    case .stuck: return .stopAt(try readStop(node))
    case .oddStatus: return .oddStatus(try readStatus(node))
    case .timeout: return .timeout(minutes: try readMinutes(node))
    }
  }

  private static func readFailure(_ node: ScenarioNode) throws(ScenarioFileError) -> TaskOutcome {
    let reason = try node["failReason"]?.text() ?? ""
    guard let error = node["error"] else { return .failure(reason: reason, innerError: nil) }
    try error.checkKeys(["code", "message", "param", "type"], required: ["code", "message"])
    for key in ["code", "message", "param", "type"] { _ = try error[key]?.text() }
    return .failure(reason: reason, innerError: error.value)
  }

  private static func readStop(_ node: ScenarioNode) throws(ScenarioFileError) -> TaskStatus {
    guard let stop = node["stopAt"] else { throw node.error(.missingKey("stopAt")) }
    return try stop.word(of: TaskStatus.allCases.filter { !$0.isFinal })
  }

  private static func readStatus(_ node: ScenarioNode) throws(ScenarioFileError) -> String {
    guard let status = node["status"] else { throw node.error(.missingKey("status")) }
    let text = try status.text()
    guard text.utf8.count <= statusBytesMax else {
      throw status.error(.outOfRange("\(statusBytesMax) bytes at most"))
    }
    return text
  }

  private static func readMinutes(_ node: ScenarioNode) throws(ScenarioFileError) -> Int {
    guard let minutes = node["minutes"] else { throw node.error(.missingKey("minutes")) }
    return try minutes.integer(in: 1...TaskOutcome.timeoutMinutesMax)
  }
}
