import HTTPTransport
import StrictJSON

/// `tasks`: shows tasks without counting as a fetch.
extension AdminRequest {
  private static let limitDefault = 100
  /// More would delay the requests to the service meanwhile.
  private static let limitMax = 1000

  func listTasks() throws(AdminError) -> AdminAnswer {
    let tasks = session.tasks.newest(try taskLimit(), at: instant)
    return AdminAnswer(json: [
      "tasks": .array(tasks.map(Self.json)), "count": .number(session.tasks.count),
      "evicted": .number(session.tasks.evictedCount),
    ])
  }

  func showTask() throws(AdminError) -> AdminAnswer {
    guard let (task, progress) = session.tasks.peek(item, at: instant) else {
      throw .noSuchTask(item)
    }
    return AdminAnswer(json: Self.json(task, progress))
  }

  private var instant: MockInstant { session.instant(at: now) }

  private func taskLimit() throws(AdminError) -> Int {
    var limit: Int?
    for (name, value) in JournalFilter.pairs(ofQuery: http.query ?? "") {
      guard name == "limit", limit == nil, let number = Int(value),
        (1...Self.limitMax).contains(number)
      else {
        throw .badParameter(
          "the one parameter is limit, 1 to \(Self.limitMax); found \(name)=\(value)")
      }
      limit = number
    }
    return limit ?? Self.limitDefault
  }

  private static func json(_ task: VideoTask, _ progress: TaskProgress) -> JSONValue {
    [
      "id": .string(task.id), "status": .string(progress.status),
      "progress": .string(progress.percentText), "final": .bool(progress.isFinal),
      "submitTime": .string(timestamp(task.submitted)),
      "finishTime": progress.ended.map { .string(timestamp($0)) } ?? .null,
      "failReason": .string(progress.failReason),
      "duration": .number(Int(task.request.seconds)),
      "aspectRatio": task.request.aspectRatio.map { .string($0.text) } ?? .null,
      "outcome": task.outcome.json, "fetches": .number(Int(task.pollCount)),
    ]
  }

  private static func timestamp(_ instant: MockInstant) -> String {
    Timestamp.text(unixNanoseconds: instant.unixNanoseconds)
  }
}

extension TaskOutcome {
  /// In the words of a scenario file's `task`.
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
