import HTTPTransport
import OpenAPIContract
import StrictJSON

/// A kind of task, as a service file describes it: the answer to its submit, the fields of the
/// request that it depends on, and the service's words for its states.
final class Job: Sendable {
  /// Its position among all jobs of a server.
  let index: Int
  let name: String
  /// The answer to an accepted submit.
  let accepted: ServiceAnswer
  /// What ids look like: see `TaskIDSequence`.
  let idForm: String
  let request: RequestFields
  /// The body of a submit that is accepted, to show people.
  let example: JSONValue?
  /// In the order of `TaskState.allCases`.
  private let words: [String]
  private let timeoutReason: String

  /// Where a submit's body has the values that the mock uses; nil where a service has none.
  struct RequestFields: Sendable {
    var prompt: JSONPointer?
    var aspectRatio: JSONPointer?
    var seconds: JSONPointer?
    /// The durations that the gateway knows, and what it makes of all others.
    var gatewaySeconds: (kept: [Int32], otherwise: Int32)?

    init() {}
  }

  init(
    index: Int, name: String, accepted: ServiceAnswer, idForm: String,
    request: RequestFields = RequestFields(), example: JSONValue? = nil,
    words: [TaskState: String] = [:],
    timeoutReason: String = "timed out after {{minutes}} minutes"
  ) {
    self.index = index
    self.name = name
    self.accepted = accepted
    self.idForm = idForm
    self.request = request
    self.example = example
    self.words = TaskState.allCases.map { words[$0] ?? $0.rawValue }
    self.timeoutReason = timeoutReason
  }

  func word(for state: TaskState) -> String {
    words[TaskState.allCases.firstIndex(of: state) ?? 0]
  }

  /// The status of a task, in the service's word.
  func status(_ progress: TaskProgress) -> String {
    progress.oddStatus ?? word(for: progress.state)
  }

  /// Why a task failed; empty until it has.
  func failReason(of task: VideoTask, _ progress: TaskProgress) -> String {
    guard progress.isFinal else { return "" }
    switch task.outcome {
    case .failure(let reason, _): return reason
    case .timeout(let minutes): return timeoutReason.replacing("{{minutes}}", with: "\(minutes)")
    case .success, .stopAt, .withoutURL, .urlExpired, .oddStatus: return ""
    }
  }

  /// The placeholders of the answer to a submit.
  static let acceptedValues: [String: AnswerTemplate.Value] = [
    "taskId": .taskID, "taskId:number": .taskIDNumber, "requestId": .requestID,
    "status": .status, "progress": .progress, "duration": .duration,
    "submitTime": .time(.submitTime, .seconds), "now": .time(.now, .seconds),
  ]

  /// The placeholders of the answer to a fetch.
  static let taskValues: [String: AnswerTemplate.Value] = acceptedValues.merging([
    "failReason": .failReason, "videoUrl": .videoURL, "endTime": .time(.endTime, .seconds),
  ]) { first, _ in first }

  /// What an answer about several tasks can hold around them.
  static let listValues: [String: AnswerTemplate.Value] = [
    "tasks": .tasks, "requestId": .requestID, "now": .time(.now, .seconds),
  ]
}

extension String {
  /// Without regular expressions: the standard library's add a millisecond to each start.
  fileprivate func replacing(_ placeholder: String, with text: String) -> String {
    var rest = utf8[...]
    var result = ""
    while !rest.isEmpty {
      if rest.starts(with: placeholder.utf8) {
        result += text
        rest = rest.dropFirst(placeholder.utf8.count)
      } else {
        let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "{")) ?? rest.endIndex
        result += String(Substring(rest[..<end]))
        rest = rest[end...]
      }
    }
    return result
  }
}

/// The answers to fetches of one job's tasks, one template for each phase of a task.
struct TaskAnswers: Sendable {
  let job: Job
  let status: HTTPStatus
  let contentType: HTTPFieldLine
  /// In the order of `TaskPhase.allCases`. For a list, these are the bodies around its tasks.
  private let templates: [AnswerTemplate]
  /// For one task in a list; empty where the answer is about a single task.
  private let items: [AnswerTemplate]

  /// The same answer in every phase, such as a page's example.
  init(job: Job, _ answer: ServiceAnswer) {
    self.job = job
    status = answer.status
    contentType = answer.contentType
    templates = TaskPhase.allCases.map { _ in answer.template }
    items = []
  }

  /// - Parameters:
  ///   - node: the `fetch` or `fetchMany` object.
  ///   - parts: the job's templates by name, each by phase.
  ///   - listed: the part that stands for one task, in an answer about several.
  init(
    job: Job, _ node: JSONNode, parts: [String: JSONNode], listed: String? = nil
  ) throws(JSONNodeError) {
    self.job = job
    var templates: [AnswerTemplate] = []
    var items: [AnswerTemplate] = []
    var head: ServiceAnswer?
    for phase in TaskPhase.allCases {
      var vocabulary = AnswerTemplate.Vocabulary(values: Job.taskValues)
      if phase == .failedWithError { vocabulary.add("error", .error) }
      for (name, part) in parts {
        vocabulary.parts[name] = try Self.template(of: part, in: phase)
      }
      if let listed {
        guard let part = parts[listed] else {
          throw node.error(.rule("there is no part \(listed) for each task of the list"))
        }
        items.append(
          try AnswerTemplate(
            Self.template(of: part, in: phase).template, at: part.pointer, vocabulary))
        vocabulary = AnswerTemplate.Vocabulary(values: Job.listValues)
      }
      let answer = try ServiceAnswer(node, vocabulary)
      head = head ?? answer
      templates.append(answer.template)
    }
    status = head?.status ?? .ok
    contentType = head?.contentType ?? HTTPFieldLine("Content-Type", "application/json")
    self.templates = templates
    self.items = items
  }

  /// A part's template for a phase, or its `otherwise`.
  private static func template(
    of part: JSONNode, in phase: TaskPhase
  ) throws(JSONNodeError) -> (template: JSONValue, pointer: JSONPointer) {
    guard let found = part[phase.rawValue] ?? part["otherwise"] else {
      throw part.error(
        .rule("has no template for \(phase.rawValue), and no otherwise for what it leaves out"))
    }
    return (found.value, found.pointer)
  }

  /// One task and its progress at the time of the request.
  struct Found {
    let task: VideoTask
    let progress: TaskProgress
  }

  /// The values that all tasks of one answer share.
  struct Circumstances {
    /// Scheme and authority under which the client reached the mock, without a slash at the end.
    let origin: String
    let requestID: RequestIDSource.RequestID
    let now: MockInstant
  }

  func write(
    _ found: Found, _ circumstances: Circumstances, into response: inout HTTPResponse
  ) {
    begin(&response)
    let phase = TaskPhase(of: found.task, found.progress)
    templates[phase.position].write(into: &response.body) { value, output in
      append(value, of: found, circumstances, to: &output)
    }
  }

  /// - Parameter answers: of all jobs whose tasks may be in the list.
  func write(
    _ list: [Found], as answers: [TaskAnswers], _ circumstances: Circumstances,
    into response: inout HTTPResponse
  ) {
    begin(&response)
    templates[0].write(into: &response.body) { value, output in
      guard value == .tasks else {
        if value == .requestID { output.append(text: circumstances.requestID.text) }
        if case .time(.now, let format) = value { format.append(circumstances.now, to: &output) }
        return
      }
      output.append(UInt8(ascii: "["))
      for (index, found) in list.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        let own = answers.first { $0.job.index == Int(found.task.job) } ?? self
        own.items[TaskPhase(of: found.task, found.progress).position].write(into: &output) {
          own.append($0, of: found, circumstances, to: &$1)
        }
      }
      output.append(UInt8(ascii: "]"))
    }
  }

  private func begin(_ response: inout HTTPResponse) {
    response.status = status
    response.append(contentType)
  }

  private func append(
    _ value: AnswerTemplate.Value, of found: Found, _ circumstances: Circumstances,
    to output: inout ContiguousArray<UInt8>
  ) {
    let (task, progress) = (found.task, found.progress)
    switch value {
    case .taskID: output.appendEscaped(task.id)
    case .taskIDNumber: output.append(text: task.id)
    case .requestID: output.append(text: circumstances.requestID.text)
    case .status: output.appendEscaped(job.status(progress))
    case .failReason: output.appendEscaped(job.failReason(of: task, progress))
    case .videoURL:
      let path = VideoPath(
        taskID: task.id, video: VideoFile.nearest(to: task.parameters),
        isExpired: task.outcome == .urlExpired)
      output.appendEscaped(circumstances.origin + path.text)
    case .progress: output.append(decimal: progress.percent)
    case .duration: output.append(decimal: Int(task.parameters.seconds))
    case .time(.submitTime, let format): format.append(task.submitted, to: &output)
    case .time(.endTime, let format): format.append(progress.ended, to: &output)
    case .time(.now, let format): format.append(circumstances.now, to: &output)
    case .error:
      if case .failure(_, let error?) = task.outcome { JSONWriter.write(error, to: &output) }
    case .tasks, .message, .code, .method, .path: break
    }
  }
}

extension TaskPhase {
  fileprivate var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
