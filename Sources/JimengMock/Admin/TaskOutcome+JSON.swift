import StrictJSON

/// An outcome in the words of a scenario file's `task`.
extension TaskOutcome {
  var json: JSONValue {
    switch self {
    case .success: ["outcome": "success"]
    case .failure(let reason, let error):
      ["outcome": "failure", "failReason": .string(reason), "error": error ?? .null]
    case .stopAt(let status): ["outcome": "stuck", "stopAt": .string(status.rawValue)]
    case .withoutURL: ["outcome": "without-url"]
    case .urlExpired: ["outcome": "url-expired"]
    case .oddStatus(let status): ["outcome": "odd-status", "status": .string(status)]
    case .timeout(let minutes): ["outcome": "timeout", "minutes": .number(minutes)]
    }
  }
}
