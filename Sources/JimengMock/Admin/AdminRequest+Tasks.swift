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
      "tasks": .array(tasks.map(json)), "count": .number(session.tasks.count),
      "evicted": .number(session.tasks.evictedCount),
    ])
  }

  func showTask() throws(AdminError) -> AdminAnswer {
    guard let (task, progress) = session.tasks.peek(item, at: instant) else {
      throw .noSuchTask(item)
    }
    return AdminAnswer(json: json(task, progress))
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

  private func json(_ task: VideoTask, _ progress: TaskProgress) -> JSONValue {
    let job = state.jobs[Int(task.job)]
    return [
      "id": .string(task.id), "status": .string(job.status(progress)),
      "progress": .string("\(progress.percent)%"), "final": .bool(progress.isFinal),
      "submitTime": .string(Self.timestamp(task.submitted)),
      "finishTime": progress.ended.map { .string(Self.timestamp($0)) } ?? .null,
      "failReason": .string(job.failReason(of: task, progress)),
      "duration": .number(Int(task.parameters.seconds)),
      "aspectRatio": task.parameters.aspectRatio.map { .string($0.text) } ?? .null,
      "outcome": task.outcome.json, "fetches": .number(Int(task.pollCount)),
    ]
  }

  private static func timestamp(_ instant: MockInstant) -> String {
    CivilTime.timestamp(unixNanoseconds: instant.unixNanoseconds)
  }
}
