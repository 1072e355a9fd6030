import StrictJSON

/// The `response` object of a scenario file, read and found free of contradictions.
struct ScenarioResponse {
  private(set) var answer: ScenarioAnswer?
  private(set) var delay: ScenarioDelay?
  private(set) var dribble: ScenarioDribble?
  private(set) var fault: ScenarioFault?
  /// The key for whose sake no task comes into being.
  private(set) var keyWithoutTask: String?

  private static let answerKeys = ["status", "headers", "jsonBody", "body"]
  private static let delayKeys = ["fixedDelayMilliseconds", "delayDistribution"]
  private static let otherKeys = ["chunkedDribbleDelay", "fault"]

  init(_ node: ScenarioNode?) throws(ScenarioFileError) {
    guard let node else { return }
    try node.checkKeys(Self.answerKeys + Self.delayKeys + Self.otherKeys)
    guard node.value.object?.members.isEmpty == false else {
      throw node.error(.missingKey("status, a body, a delay or a fault"))
    }
    try Self.checkContradictions(node)
    answer = try Self.readAnswer(node)
    delay = try Self.readDelay(node)
    dribble = try Self.readDribble(node["chunkedDribbleDelay"])
    fault = try node["fault"]?.word(ScenarioFault.self)
    keyWithoutTask = (Self.answerKeys + ["fault"]).first { node[$0] != nil }
  }

  private static func checkContradictions(_ node: ScenarioNode) throws(ScenarioFileError) {
    try exclude(answerKeys + ["chunkedDribbleDelay"], beside: "fault", in: node)
    try exclude(["body"], beside: "jsonBody", in: node)
    try exclude(["delayDistribution"], beside: "fixedDelayMilliseconds", in: node)
  }

  private static func exclude(
    _ keys: [String], beside other: String, in node: ScenarioNode
  ) throws(ScenarioFileError) {
    guard node[other] != nil else { return }
    for key in keys {
      if let excluded = node[key] { throw excluded.error(.excluded(by: other)) }
    }
  }
}

extension ScenarioResponse {
  private static func readAnswer(
    _ node: ScenarioNode
  ) throws(ScenarioFileError) -> ScenarioAnswer? {
    guard node["status"] != nil || node["jsonBody"] != nil || node["body"] != nil else {
      if let headers = node["headers"] { throw headers.error(.pointless(without: "status")) }
      return nil
    }
    let status = try node["status"]?.integer(in: 200...599) ?? 200
    let body = try readBody(node, status: status)
    var headers = try ScenarioHeaders.read(node["headers"])
    let typePlace = headers.firstIndex { ScenarioHeaders.isContentType($0.name) }
    let type = typePlace.map { headers.remove(at: $0).value }
    // Errors of the service carry the charset (evidence section 2, details); a scenario's answer
    // takes their place.
    let usualType = node["jsonBody"] == nil ? nil : "application/json; charset=utf-8"
    return ScenarioAnswer(
      status: status, headers: headers, contentType: type ?? usualType, body: body)
  }

  private static func readBody(
    _ node: ScenarioNode, status: Int
  ) throws(ScenarioFileError) -> ScenarioBody? {
    guard let body = node["jsonBody"] ?? node["body"] else { return nil }
    // RFC 9110 §15.3.5, §15.4.5; and 205 announces none either (§15.3.6).
    if [204, 205, 304].contains(status) {
      throw body.error(.inconsistent("an answer with status \(status) has no content"))
    }
    var template: [UInt8]
    if node["jsonBody"] != nil {
      try ScenarioBodyCheck.check(body, status: status)
      template = Array(JSONWriter.bytes(body.value))
    } else {
      template = Array(try body.text().utf8)
    }
    guard let read = ScenarioBody(template: template) else {
      let name = ScenarioBody.unknownPlaceholder(in: template) ?? ""
      throw body.error(.unknownPlaceholder(name))
    }
    return read
  }
}

extension ScenarioResponse {
  private static func readDelay(_ node: ScenarioNode) throws(ScenarioFileError) -> ScenarioDelay? {
    if let fixed = node["fixedDelayMilliseconds"] {
      return .fixed(milliseconds: Double(try fixed.integer(in: 0...millisecondsMax)))
    }
    guard let node = node["delayDistribution"] else { return nil }
    guard node.value.object != nil else { throw node.error(.wrongType(expected: "an object")) }
    guard let type = node["type"] else { throw node.error(.missingKey("type")) }
    switch try type.word(DistributionWord.self) {
    case .fixed: return try readFixed(node)
    case .uniform: return try readUniform(node)
    case .lognormal: return try readLognormal(node)
    }
  }

  private enum DistributionWord: String, CaseIterable {
    case fixed, uniform, lognormal
  }

  private static let millisecondsMax = Int(ScenarioDelay.millisecondsMax)

  private static func readFixed(_ node: ScenarioNode) throws(ScenarioFileError) -> ScenarioDelay {
    try node.checkKeys(["type", "milliseconds"], required: ["milliseconds"])
    return .fixed(milliseconds: try readMilliseconds(node["milliseconds"]))
  }

  private static func readUniform(_ node: ScenarioNode) throws(ScenarioFileError) -> ScenarioDelay {
    try node.checkKeys(["type", "lower", "upper"], required: ["lower", "upper"])
    let lower = try readMilliseconds(node["lower"])
    let upper = try readMilliseconds(node["upper"])
    if lower > upper, let node = node["upper"] {
      throw node.error(.inconsistent("must not be less than lower"))
    }
    return .uniform(lowerMilliseconds: lower, upperMilliseconds: upper)
  }

  private static func readLognormal(
    _ node: ScenarioNode
  ) throws(ScenarioFileError) -> ScenarioDelay {
    try node.checkKeys(["type", "median", "sigma"], required: ["median", "sigma"])
    let median = try readMilliseconds(node["median"])
    let sigma = try node["sigma"]?.number(in: 0...ScenarioDelay.sigmaMax) ?? 0
    return .lognormal(medianMilliseconds: median, sigma: sigma)
  }

  private static func readMilliseconds(_ node: ScenarioNode?) throws(ScenarioFileError) -> Double {
    try node?.number(in: 0...ScenarioDelay.millisecondsMax) ?? 0
  }

  private static func readDribble(
    _ node: ScenarioNode?
  ) throws(ScenarioFileError) -> ScenarioDribble? {
    guard let node else { return nil }
    let keys = ["numberOfChunks", "totalDuration"]
    try node.checkKeys(keys, required: keys)
    let chunkCount = try node["numberOfChunks"]?.integer(in: 1...ScenarioDribble.chunkCountMax) ?? 1
    let milliseconds = try node["totalDuration"]?.integer(in: 0...millisecondsMax) ?? 0
    return ScenarioDribble(chunkCount: chunkCount, totalDuration: .milliseconds(milliseconds))
  }
}
