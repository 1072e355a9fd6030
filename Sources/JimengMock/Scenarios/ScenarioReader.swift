import StrictJSON

/// Reads scenario files: a strict subset of WireMock's response vocabulary, and a task's outcome.
/// It refuses what it does not know: a misspelt key would be a fault that never happens.
struct ScenarioReader {
  /// Scenario files hold a page at most; 256 KiB leave room for an image in an answer.
  static let bytesMax = 256 << 10
  /// Deeper bodies are no service's.
  private static let limits = JSONLimits(depthMax: 64, byteCountMax: bytesMax)

  /// Those whose answers a JSON body may be, and whose words a state may have.
  var services: [Service] = []

  /// - Throws: the first fault, with file and pointer.
  func read(_ file: InputFile) throws(InputFileError) -> Scenario {
    guard file.bytes.count <= Self.bytesMax else {
      throw InputFileError(file.name, "is larger than \(Self.bytesMax >> 10) KiB")
    }
    do throws(JSONNodeError) {
      return try read(JSONNode.read(file.bytes, limits: Self.limits))
    } catch {
      throw InputFileError(file.name, error)
    }
  }

  private func read(_ root: JSONNode) throws(JSONNodeError) -> Scenario {
    try root.checkKeys(["$schema", "name", "metadata", "response", "task"], required: ["name"])
    _ = try root["$schema"]?.string()
    let name = try Self.readName(root.required("name"))
    let metadata = try Self.readMetadata(root["metadata"])
    guard root["response"] != nil || root["task"] != nil else {
      throw root.error(.missingKey("response or task"))
    }
    let response = try readResponse(root["response"])
    let task = try root["task"].map { node throws(JSONNodeError) in try readTask(node) }
    if let answering = response.keyWithoutTask, let node = root["task"] {
      throw node.excluded(by: "response/\(answering)")
    }
    return Scenario(
      name: name, metadata: metadata, answer: response.answer, delay: response.delay,
      dribble: response.dribble, fault: response.fault, task: task)
  }

  private static func readName(_ node: JSONNode) throws(JSONNodeError) -> String {
    let name = try node.string()
    guard Scenario.isLegal(name: name) else {
      throw node.error(
        .rule(
          "a name is lower-case letters and digits in words joined by single dashes, "
            + "\(Scenario.nameBytesMax) at most"))
    }
    return name
  }

  private static func readMetadata(_ node: JSONNode?) throws(JSONNodeError) -> ScenarioMetadata {
    var metadata = ScenarioMetadata()
    guard let node else { return metadata }
    try node.checkKeys(["summary", "provenance", "source", "reaction"])
    metadata.summary = try node["summary"]?.string() ?? ""
    metadata.provenance = try node["provenance"]?.word() ?? .ours
    metadata.source = try node["source"]?.string() ?? ""
    metadata.reaction = try node["reaction"]?.string() ?? ""
    return metadata
  }
}

// MARK: - What becomes of a task

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

  private func readTask(_ node: JSONNode) throws(JSONNodeError) -> TaskOutcome {
    let word: OutcomeWord = try node.required("outcome").word()
    try node.checkKeys(["outcome"] + word.keys, required: word.requiredKeys)
    switch word {
    case .success: return .success
    case .withoutURL: return .withoutURL
    case .urlExpired: return .urlExpired
    case .failure: return try Self.readFailure(node)
    case .stuck: return .stopAt(try readState(node.required("stopAt")))
    case .oddStatus:
      let status = try node.required("status")
      let text = try status.string()
      guard text.utf8.count <= Self.statusBytesMax else {
        throw status.mustBe("\(Self.statusBytesMax) bytes at most")
      }
      return .oddStatus(text)
    case .timeout:
      return .timeout(
        minutes: try node.required("minutes").integer(in: 1...TaskOutcome.timeoutMinutesMax))
    }
  }

  private static func readFailure(_ node: JSONNode) throws(JSONNodeError) -> TaskOutcome {
    let reason = try node.required("failReason").string()
    guard let error = node["error"] else { return .failure(reason: reason, error: nil) }
    let keys = ["code", "message", "param", "type"]
    try error.checkKeys(keys, required: ["code", "message"])
    for key in keys { _ = try error[key]?.string() }
    return .failure(reason: reason, error: error.value)
  }

  /// The mock's own name of a state that does not end a task, or the word of a service for it.
  private func readState(_ node: JSONNode) throws(JSONNodeError) -> TaskState {
    let states = TaskState.allCases.filter { !$0.isFinal }
    let jobs = services.flatMap(\.jobs)
    let text = try node.string()
    let known = states.first { state in
      state.rawValue == text || jobs.contains { $0.word(for: state) == text }
    }
    guard let known else {
      let words = states.map(\.rawValue) + states.compactMap { jobs.first?.word(for: $0) }
      throw node.mustBe("one of \(words.joined(separator: ", "))")
    }
    return known
  }
}

extension JSONNode {
  /// Of two keys of which one makes the other void.
  func excluded(by key: String) -> JSONNodeError {
    error(.rule("cannot stand beside \(key)"))
  }
}
