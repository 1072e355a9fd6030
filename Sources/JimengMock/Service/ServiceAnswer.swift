import HTTPTransport
import StrictJSON

/// One answer of a service: its status, its media type, and the template of its body.
struct ServiceAnswer: Sendable {
  let status: HTTPStatus
  /// The field with its name and line end.
  let contentType: HTTPFieldLine
  let template: AnswerTemplate
  /// The body as it stands in the service file, used to document it; nil for text.
  let body: JSONValue?

  /// The members of an answer in a service file; every reader of an answer must allow them.
  static let keys = ["status", "contentType", "body", "text", "provenance", "source"]

  /// - Parameters:
  ///   - node: an object with `status`, `contentType`, and `body` (JSON) or `text`.
  ///   - vocabulary: the placeholders that it may contain.
  ///   - status: used if the node has none.
  ///   - body: replaces the node's own body.
  init(
    _ node: JSONNode, _ vocabulary: AnswerTemplate.Vocabulary, status: Int = 200,
    body given: JSONNode? = nil
  ) throws(JSONNodeError) {
    self.status = HTTPStatus(try node["status"]?.integer(in: 200...599) ?? status)
    contentType = HTTPFieldLine("Content-Type", try Self.contentType(of: node))
    _ = try node["provenance"]?.word(ScenarioMetadata.Provenance.self)
    _ = try node["source"]?.string()
    if let text = node["text"] {
      if let body = node["body"] { throw body.error(.rule("cannot stand beside text")) }
      template = try AnswerTemplate(text: text.string(), at: text.pointer, vocabulary)
      body = nil
    } else {
      let body: JSONNode
      if let given { body = given } else { body = try node.required("body") }
      template = try AnswerTemplate(body.value, at: body.pointer, vocabulary)
      self.body = body.value
    }
  }

  static func contentType(of node: JSONNode) throws(JSONNodeError) -> String {
    guard let type = node["contentType"] else { return Self.json }
    let text = try type.string()
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
      throw type.mustBe("a media type, such as application/json")
    }
    return text
  }

  init(status: HTTPStatus, template: AnswerTemplate, contentType: String = Self.json) {
    self.status = status
    self.contentType = HTTPFieldLine("Content-Type", contentType)
    self.template = template
    body = nil
  }

  private static let json = "application/json"

  /// - Parameter status: replaces the answer's own status.
  @inline(__always)
  func write(
    status: HTTPStatus? = nil, into response: inout HTTPResponse,
    _ fill: (AnswerTemplate.Value, inout ContiguousArray<UInt8>) -> Void
  ) {
    response.status = status ?? self.status
    response.append(contentType)
    if !response.body.isEmpty { response.body.removeAll(keepingCapacity: true) }
    template.write(into: &response.body, fill)
  }

  /// A JSON Schema of the body: every member is required and has the type of its value here. Where
  /// a value is null, a string is allowed too.
  var schema: JSONValue { body.map(Self.schema) ?? ["type": "string"] }

  private static func schema(of value: JSONValue) -> JSONValue {
    switch value {
    case .null: return ["type": "string", "nullable": true]
    case .bool: return ["type": "boolean"]
    case .number: return ["type": "number"]
    case .string: return ["type": "string"]
    case .array: return ["type": "array", "items": [:]]
    case .object(let object):
      return [
        "type": "object", "required": .array(object.members.map { .string($0.name) }),
        "properties": .object(
          JSONObject(
            members: object.members.map { .init(name: $0.name, value: schema(of: $0.value)) })),
      ]
    }
  }
}

/// The answers that all operations of a service share.
final class ServiceAnswers: Sendable {
  /// For a request that breaks the page, or that the gateway is known to refuse.
  let violation: ServiceAnswer
  /// For a fetch of an id that no submit returned.
  let unknownTask: ServiceAnswer
  let keyMissing: ServiceAnswer
  let keyUnknown: ServiceAnswer
  /// The shape of the mock's own errors.
  let problem: ServiceAnswer

  private static let vocabulary = AnswerTemplate.Vocabulary(values: [
    "requestId": .requestID, "message": .message, "code": .code, "method": .method, "path": .path,
  ])

  init(_ node: JSONNode) throws(JSONNodeError) {
    let names = ["violation", "unknownTask", "keyMissing", "keyUnknown", "problem"]
    try node.checkKeys(names, required: names)
    violation = try Self.answer("violation", in: node, status: 400)
    unknownTask = try Self.answer("unknownTask", in: node, status: 404)
    keyMissing = try Self.answer("keyMissing", in: node, status: 401)
    keyUnknown = try Self.answer("keyUnknown", in: node, status: 401)
    problem = try Self.answer("problem", in: node, status: 400)
  }

  private init(_ other: ServiceAnswers, unknownTask: ServiceAnswer) {
    violation = other.violation
    self.unknownTask = unknownTask
    keyMissing = other.keyMissing
    keyUnknown = other.keyUnknown
    problem = other.problem
  }

  /// A copy with another answer to an unknown id.
  func replacing(unknownTask: ServiceAnswer) -> ServiceAnswers {
    ServiceAnswers(self, unknownTask: unknownTask)
  }

  static func answer(
    _ name: String, in node: JSONNode, status: Int, also keys: [String] = []
  ) throws(JSONNodeError) -> ServiceAnswer {
    try answer(node.required(name), status: status, also: keys)
  }

  static func answer(
    _ node: JSONNode, status: Int, also keys: [String] = []
  ) throws(JSONNodeError) -> ServiceAnswer {
    try node.checkKeys(ServiceAnswer.keys + keys)
    return try ServiceAnswer(node, vocabulary, status: status)
  }
}

extension ServiceAnswer {
  /// The values of the placeholders in these answers.
  struct Refusal {
    let requestID: RequestIDSource.RequestID
    var message = ""
    var code = ""
    var method = ""
    var path = ""
  }

  func write(
    _ refusal: Refusal, status: HTTPStatus? = nil, into response: inout HTTPResponse
  ) {
    write(status: status, into: &response) { value, output in
      switch value {
      case .requestID: output.append(text: refusal.requestID.text)
      case .message: output.appendEscaped(refusal.message)
      case .code: output.appendEscaped(refusal.code)
      case .method: output.appendEscaped(refusal.method)
      case .path: output.appendEscaped(refusal.path)
      case .taskID, .taskIDNumber, .status, .failReason, .videoURL, .progress, .duration, .time,
        .error, .tasks:
        break
      }
    }
  }
}
