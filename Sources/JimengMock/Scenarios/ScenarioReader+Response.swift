import HTTPTransport
import StrictJSON

/// The `response` object of a scenario file, read and found free of contradictions.
struct ScenarioResponse {
  fileprivate(set) var answer: ScenarioAnswer?
  fileprivate(set) var delay: ScenarioDelay?
  fileprivate(set) var dribble: ScenarioDribble?
  fileprivate(set) var fault: ScenarioFault?
  /// The key for whose sake no task comes into being.
  fileprivate(set) var keyWithoutTask: String?
}

extension ScenarioReader {
  private static let answerKeys = ["status", "headers", "jsonBody", "body"]
  private static let delayKeys = ["fixedDelayMilliseconds", "delayDistribution"]
  private static let otherKeys = ["chunkedDribbleDelay", "fault"]

  func readResponse(_ node: JSONNode?) throws(JSONNodeError) -> ScenarioResponse {
    var response = ScenarioResponse()
    guard let node else { return response }
    try node.checkKeys(Self.answerKeys + Self.delayKeys + Self.otherKeys)
    guard node.value.object?.members.isEmpty == false else {
      throw node.error(.missingKey("status, a body, a delay or a fault"))
    }
    try Self.exclude(Self.answerKeys + ["chunkedDribbleDelay"], beside: "fault", in: node)
    try Self.exclude(["body"], beside: "jsonBody", in: node)
    try Self.exclude(["delayDistribution"], beside: "fixedDelayMilliseconds", in: node)
    response.answer = try readAnswer(node)
    response.delay = try Self.readDelay(node)
    response.dribble = try Self.readDribble(node["chunkedDribbleDelay"])
    response.fault = try node["fault"]?.word()
    response.keyWithoutTask = (Self.answerKeys + ["fault"]).first { node[$0] != nil }
    return response
  }

  private static func exclude(
    _ keys: [String], beside other: String, in node: JSONNode
  ) throws(JSONNodeError) {
    guard node[other] != nil else { return }
    for key in keys {
      if let excluded = node[key] { throw excluded.excluded(by: other) }
    }
  }
}

// MARK: - Answer

extension ScenarioReader {
  private func readAnswer(_ node: JSONNode) throws(JSONNodeError) -> ScenarioAnswer? {
    guard node["status"] != nil || node["jsonBody"] != nil || node["body"] != nil else {
      if let headers = node["headers"] {
        throw headers.error(.rule("says nothing without status"))
      }
      return nil
    }
    let status = try node["status"]?.integer(in: 200...599) ?? 200
    let body = try readBody(node, status: status)
    var headers = try Self.readHeaders(node["headers"])
    let typePlace = headers.firstIndex { Self.areSame($0.name, "content-type") }
    let type = typePlace.map { headers.remove(at: $0).value }
    let usualType = node["jsonBody"] == nil ? nil : "application/json; charset=utf-8"
    return ScenarioAnswer(
      status: status, headers: headers, contentType: type ?? usualType, body: body)
  }

  private static let placeholders = AnswerTemplate.Vocabulary(values: ["requestId": .requestID])

  private func readBody(
    _ node: JSONNode, status: Int
  ) throws(JSONNodeError) -> AnswerTemplate? {
    guard let body = node["jsonBody"] ?? node["body"] else { return nil }
    // RFC 9110 §15.3.5, §15.4.5; and 205 announces none either (§15.3.6).
    if [204, 205, 304].contains(status) {
      throw body.error(.rule("an answer with status \(status) has no content"))
    }
    guard node["jsonBody"] != nil else {
      return try AnswerTemplate(text: body.string(), at: body.pointer, Self.placeholders)
    }
    try checkEnvelope(body, status: status)
    return try AnswerTemplate(body.value, at: body.pointer, Self.placeholders)
  }

  /// A JSON body has to be an answer that one of the services can give, so that a fixture is not by
  /// mistake one that no service gives.
  private func checkEnvelope(_ body: JSONNode, status: Int) throws(JSONNodeError) {
    var firstError: JSONNodeError?
    for service in services {
      do throws(JSONNodeError) {
        return try service.envelopes.check(body.value, status: status)
      } catch {
        firstError = firstError ?? error
      }
    }
    guard let firstError else { return }
    throw JSONNodeError(
      pointer: JSONPointer(tokens: body.pointer.tokens + firstError.pointer.tokens),
      problem: firstError.problem)
  }
}

// MARK: - Header fields

extension ScenarioReader {
  private static let headerCountMax = 32
  private static let headerBytesMax = 4096

  /// The server's own to add, to every answer and from the body that it sends.
  private static let reserved = [
    "connection", "content-length", "date", "transfer-encoding", "x-oneapi-request-id",
  ]
  /// Of fields that the server adds where they apply.
  private static let reservedBeginnings = ["mock-", "access-control-"]

  private static func readHeaders(
    _ node: JSONNode?
  ) throws(JSONNodeError) -> [(name: String, value: String)] {
    guard let node else { return [] }
    let members = try node.members()
    guard members.count <= headerCountMax else {
      throw node.mustBe("\(headerCountMax) fields at most")
    }
    var headers: [(name: String, value: String)] = []
    for (name, field) in members {
      try checkName(name, at: field, after: headers.map(\.name))
      headers.append((name, try readValue(field)))
    }
    return headers
  }

  private static func checkName(
    _ name: String, at node: JSONNode, after earlier: [String]
  ) throws(JSONNodeError) {
    guard HTTPFields.isName(name) else {
      throw node.error(.rule("a field name is a token (RFC 9110 section 5.6.2)"))
    }
    let isReserved =
      reserved.contains { areSame(name, $0) }
      || reservedBeginnings.contains { areSame(String(name.prefix($0.count)), $0) }
    if isReserved { throw node.error(.rule("the server writes this field itself")) }
    if let same = earlier.first(where: { areSame(name, $0) }) { throw node.excluded(by: same) }
  }

  private static func readValue(_ node: JSONNode) throws(JSONNodeError) -> String {
    let value = try node.string()
    guard value.utf8.count <= headerBytesMax else {
      throw node.mustBe("\(headerBytesMax) bytes at most")
    }
    // RFC 9110 §5.5: what may end or start a line would be a field of its own.
    guard value.utf8.allSatisfy({ ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x09 }) else {
      throw node.error(.rule("a field value is printable ASCII"))
    }
    return value
  }

  private static func areSame(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8) { lowercase($0) == lowercase($1) }
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}

// MARK: - Time

extension ScenarioReader {
  private enum DistributionWord: String, CaseIterable {
    case fixed, uniform, lognormal
  }

  private static let millisecondsMax = Int(ScenarioDelay.millisecondsMax)

  private static func readDelay(_ node: JSONNode) throws(JSONNodeError) -> ScenarioDelay? {
    if let fixed = node["fixedDelayMilliseconds"] {
      return .fixed(milliseconds: Double(try fixed.integer(in: 0...millisecondsMax)))
    }
    guard let node = node["delayDistribution"] else { return nil }
    let type: DistributionWord = try node.required("type").word()
    switch type {
    case .fixed:
      try node.checkKeys(["type", "milliseconds"], required: ["milliseconds"])
      return .fixed(milliseconds: try readMilliseconds("milliseconds", of: node))
    case .uniform:
      try node.checkKeys(["type", "lower", "upper"], required: ["lower", "upper"])
      let lower = try readMilliseconds("lower", of: node)
      let upper = try readMilliseconds("upper", of: node)
      if lower > upper {
        throw try node.required("upper").error(.rule("must not be less than lower"))
      }
      return .uniform(lowerMilliseconds: lower, upperMilliseconds: upper)
    case .lognormal:
      try node.checkKeys(["type", "median", "sigma"], required: ["median", "sigma"])
      let sigma = try node.required("sigma").decimal(in: 0...ScenarioDelay.sigmaMax)
      return .lognormal(
        medianMilliseconds: try readMilliseconds("median", of: node), sigma: sigma)
    }
  }

  private static func readMilliseconds(
    _ key: String, of node: JSONNode
  ) throws(JSONNodeError) -> Double {
    try node.required(key).decimal(in: 0...ScenarioDelay.millisecondsMax)
  }

  private static func readDribble(_ node: JSONNode?) throws(JSONNodeError) -> ScenarioDribble? {
    guard let node else { return nil }
    let keys = ["numberOfChunks", "totalDuration"]
    try node.checkKeys(keys, required: keys)
    return ScenarioDribble(
      chunkCount: try node.required("numberOfChunks").integer(
        in: 1...ScenarioDribble.chunkCountMax),
      totalDuration: .milliseconds(
        try node.required("totalDuration").integer(in: 0...millisecondsMax)))
  }
}
