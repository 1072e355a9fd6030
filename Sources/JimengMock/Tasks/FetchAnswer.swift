import HTTPTransport
import StrictJSON

/// What fetches are answered with (evidence section 3 and rows 17, 18; not on the vendor's page).
enum FetchAnswer {
  /// 200: one task.
  ///
  /// - Parameter origin: scheme and authority under which the client reached the mock, without a
  ///   slash at the end; the video's URL starts with it.
  static func found(_ task: VideoTask, _ progress: TaskProgress, origin: String) -> JSONValue {
    envelope(taskObject(task, progress, origin: origin))
  }

  /// 200: those that are known, in the order asked for.
  static func batch(_ tasks: [(VideoTask, TaskProgress)], origin: String) -> JSONValue {
    envelope(.array(tasks.map { taskObject($0.0, $0.1, origin: origin) }))
  }

  /// Row 17 (gateway source), with status 400: no task has that id.
  static let unknown = ServiceEnvelope.taskError(
    code: "task_not_exist", message: "task_not_exist")

  private static func envelope(_ data: JSONValue) -> JSONValue {
    ["code": "success", "message": "", "data": data]
  }

  private static func taskObject(
    _ task: VideoTask, _ progress: TaskProgress, origin: String
  ) -> JSONValue {
    [
      "task_id": .string(task.id),
      "notify_hook": "",
      "action": "jimeng-videos",
      "status": .string(progress.status),
      "fail_reason": .string(progress.failReason),
      "submit_time": seconds(progress.submitted),
      // This family never sets it.
      "start_time": 0,
      "finish_time": progress.ended.map(seconds) ?? 0,
      "progress": .string(progress.percentText),
      "data": progress.ended.map { upstreamAnswer(task, ended: $0, origin: origin) } ?? .null,
    ]
  }

  // 0 means "not set", and the mock's time starts where the wall clock is.
  private static func seconds(_ instant: MockInstant) -> JSONValue {
    .number(Int(max(0, instant.unixSeconds)))
  }

  // MARK: What the upstream answered

  private static func upstreamAnswer(
    _ task: VideoTask, ended: MockInstant, origin: String
  ) -> JSONValue {
    switch task.outcome {
    case .success, .urlExpired, .stopAt(.success):
      let isExpired = task.outcome == .urlExpired
      let video = VideoFile.nearest(to: task.request)
      let path = VideoPath(taskID: task.id, video: video, isExpired: isExpired).text
      return answered(task, .success, ended: ended, video: .string(origin + path))
    case .withoutURL:
      return answered(task, .success, ended: ended, video: nil)
    case .timeout:
      return answered(task, .inProgress, ended: ended, video: nil)
    case .failure(_, let error?):
      return ["error": error]
    case .failure(_, nil), .stopAt, .oddStatus:
      return .null
    }
  }

  /// In the whole answer the URL moved from `data.data.data.video` (2025-05) to `data.data.video`
  /// (2025-08). Clients exist that read only the one or only the other, so both are there.
  private static func answered(
    _ task: VideoTask, _ status: TaskStatus, ended: MockInstant, video: JSONValue?
  ) -> JSONValue {
    let found = JSONObject(members: video.map { [.init(name: "video", value: $0)] } ?? [])
    var answer = found
    answer.members += [
      .init(name: "data", value: .object(found)),
      .init(name: "status", value: .string(status.rawValue)),
      .init(name: "task_id", value: .string(task.id)),
      .init(name: "created_at", value: .string(chinaTime(ended))),
    ]
    return .object(answer)
  }

  /// `2025-05-26T01:00:21.143198`: the export's one example is `finish_time` in UTC+8, unmarked.
  private static func chinaTime(_ instant: MockInstant) -> String {
    let shifted = instant + .seconds(8 * 3600)
    let belowSecond = (shifted - MockInstant(unixSeconds: shifted.unixSeconds)).nanosecondsClamped
    var text = ContiguousArray<UInt8>()
    CivilTime(unixSeconds: shifted.unixSeconds).appendDateTime(to: &text)
    text.append(".")
    text.append(decimal: Int(belowSecond / 1000), width: 6)
    return String(decoding: text, as: UTF8.self)
  }
}
