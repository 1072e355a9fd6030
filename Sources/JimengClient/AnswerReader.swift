import Foundation
import StrictJSON

/// Tells a success from everything else that comes back, and finds in a success what is looked for.
struct AnswerReader {
  private let answer: HTTPAnswer

  init(_ answer: HTTPAnswer) {
    self.answer = answer
  }

  /// The id in the answer to a submit (EVIDENCE.md, row 1).
  func taskID() throws(JimengError) -> TaskID {
    let data = try successData()
    guard let text = data.string, !text.isEmpty else {
      throw wrongShape("/data", expected: "the id of a task, a string", found: data)
    }
    return TaskID(rawValue: text)
  }

  /// The task in the answer to a fetch.
  func snapshot() throws(JimengError) -> TaskSnapshot {
    try snapshot(of: try successData(), at: JSONPointer.root.appending("data"))
  }

  /// The tasks in the answer to a batch fetch (EVIDENCE.md, row 18).
  func snapshots() throws(JimengError) -> [TaskSnapshot] {
    let data = try successData()
    guard let items = data.array else {
      throw wrongShape("/data", expected: "an array of tasks", found: data)
    }
    var snapshots: [TaskSnapshot] = []
    for (index, item) in items.enumerated() {
      let place = JSONPointer.root.appending("data").appending(index)
      snapshots.append(try snapshot(of: item, at: place))
    }
    return snapshots
  }

  private func snapshot(
    of value: JSONValue, at place: JSONPointer
  ) throws(JimengError) -> TaskSnapshot {
    for name in ["task_id", "status"] where value[name]?.string?.isEmpty != false {
      throw wrongShape(
        "\(place.appending(name))", expected: "a string that is not empty", found: value[name])
    }
    return TaskSnapshot(value)
  }

  // MARK: Success, or not

  /// What stands under `data`, null where nothing does.
  private func successData() throws(JimengError) -> JSONValue {
    switch answer.status {
    case 200..<300: break
    case 300..<400: throw malformed(.redirect(location: answer[field: "location"]))
    default: throw serviceError(envelope() ?? ErrorEnvelope())
    }
    let root = try json()
    if let code = root["code"]?.string, code == "success" { return root["data"] ?? .null }
    // EVIDENCE.md, row 24: a status of 200 is not believed.
    if let envelope = ErrorEnvelope(root), root["code"] != nil || root["error"] != nil {
      throw serviceError(envelope)
    }
    throw wrongShape("/code", expected: "\"success\"", found: root["code"])
  }

  private func json() throws(JimengError) -> JSONValue {
    guard !answer.body.isEmpty else { throw malformed(.empty) }
    do throws(JSONReadError) {
      return try JSONReader.read(answer.body).root
    } catch {
      let text = String(decoding: answer.body, as: UTF8.self)
      let isPage = WebPage.isOne(contentType: answer[field: "content-type"], text)
      throw malformed(isPage ? .webPage(title: WebPage.title(of: text)) : .notJSON("\(error)"))
    }
  }

  /// Nil for a body that is empty, no JSON, or neither envelope.
  private func envelope() -> ErrorEnvelope? {
    (try? JSONReader.read(answer.body).root).flatMap { ErrorEnvelope($0) }
  }

  // MARK: Errors

  private func serviceError(_ envelope: ErrorEnvelope) -> JimengError {
    let upstream = envelope.message.map { UpstreamUnwrapper.unwrap(message: $0) } ?? []
    let retryAfter = answer[field: "retry-after"].flatMap {
      RetryAfter.duration($0, date: answer[field: "date"], now: Date())
    }
    return .service(
      ServiceError(
        kind: .init(status: answer.status, envelope: envelope, upstream: upstream),
        status: answer.status, code: envelope.code, message: envelope.message, upstream: upstream,
        retryAfter: retryAfter, requestID: requestID(in: envelope.message), body: answer.excerpt))
  }

  /// The field, else what stands in the message: ` (request id: R)`.
  private func requestID(in message: String? = nil) -> String? {
    if let id = answer[field: "x-oneapi-request-id"], !id.isEmpty { return id }
    return message?.firstMatch(of: /\(request id: ([0-9A-Za-z]+)\)/).map { String($0.1) }
  }

  private func malformed(_ reason: MalformedAnswer.Reason) -> JimengError {
    .malformedAnswer(
      MalformedAnswer(
        reason: reason, status: answer.status, contentType: answer[field: "content-type"],
        requestID: requestID(), body: answer.excerpt))
  }

  private func wrongShape(_ pointer: String, expected: String, found: JSONValue?) -> JimengError {
    malformed(.wrongShape(pointer: pointer, expected: expected, found: Self.words(found)))
  }

  private static func words(_ value: JSONValue?) -> String {
    switch value {
    case nil: "nothing"
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let number): "the number \(number.text.prefix(40))"
    case .string(let text): "the string \"\(text.prefix(40))\""
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension HTTPAnswer {
  /// Whether the answer to a submit proves that no task was made: the service itself says so, in
  /// one of its two error envelopes.
  ///
  /// Either envelope is a proof with a 4xx. With 200, 500 and 503 it is one only for the errors
  /// that EVIDENCE.md has there (rows 6, 12 to 15 and 24). All else may come after a task was
  /// made: a redirect, a web page, a proxy's 502 or 504, a panic, a body of any other shape.
  package var provesRefusal: Bool {
    guard let document = try? JSONReader.read(body), document.duplicates.isEmpty,
      ErrorEnvelope.isExact(document.root), let envelope = ErrorEnvelope(document.root)
    else { return false }
    let upstream = envelope.message.map { UpstreamUnwrapper.unwrap(message: $0) } ?? []
    let kind = ServiceError.Kind(status: status, envelope: envelope, upstream: upstream)
    switch status {
    case 400..<500: return kind != .panicked
    case 200, 500, 503: return Self.refusedLater.contains(kind)
    default: return false
    }
  }

  /// What the service says once a request has passed its own checks, and bills nobody for.
  private static let refusedLater: Set<ServiceError.Kind> = [
    .noChannel, .moderationRejected, .upstreamFailed, .upstreamSaturated, .upstreamUnreachable,
  ]
}
