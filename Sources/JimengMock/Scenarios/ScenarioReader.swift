import StrictJSON

/// Reads scenario files: a strict subset of WireMock's response vocabulary, and a task's outcome.
/// What it does not know it refuses, for a misspelt key would be a fault that never strikes.
package enum ScenarioReader {
  /// Deeper bodies are no service's.
  private static let limits = JSONLimits(depthMax: 64, byteCountMax: ScenarioFile.bytesMax)

  /// - Throws: the first fault, with file and pointer.
  package static func read(_ file: ScenarioFile) throws(ScenarioFileError) -> Scenario {
    let root = try node(file)
    try root.checkKeys(["$schema", "name", "metadata", "response", "task"], required: ["name"])
    _ = try root["$schema"]?.text()
    let name = try readName(root)
    let metadata = try readMetadata(root["metadata"])
    guard root["response"] != nil || root["task"] != nil else {
      throw root.error(.missingKey("response or task"))
    }
    let response = try ScenarioResponse(root["response"])
    let task = try root["task"].map { node throws(ScenarioFileError) in try readTask(node) }
    if let answering = response.keyWithoutTask, let node = root["task"] {
      throw node.error(.excluded(by: "response/\(answering)"))
    }
    return Scenario(
      name: name, metadata: metadata, answer: response.answer, delay: response.delay,
      dribble: response.dribble, fault: response.fault, task: task)
  }

  private static func node(_ file: ScenarioFile) throws(ScenarioFileError) -> ScenarioNode {
    guard file.bytes.count <= ScenarioFile.bytesMax else {
      throw ScenarioFileError(file: file.name, fault: .tooLarge)
    }
    let document: JSONDocument
    do {
      document = try JSONReader.read(file.bytes, limits: limits)
    } catch {
      throw ScenarioFileError(file: file.name, fault: .notJSON(error))
    }
    if let repeated = document.duplicates.first {
      throw ScenarioFileError(file: file.name, pointer: repeated, fault: .repeatedKey)
    }
    return ScenarioNode(file: file.name, pointer: .root, value: document.root)
  }

  private static func readName(_ root: ScenarioNode) throws(ScenarioFileError) -> String {
    guard let node = root["name"] else { throw root.error(.missingKey("name")) }
    let name = try node.text()
    guard ScenarioName.isLegal(name) else { throw node.error(.illegalName) }
    return name
  }

  private static func readMetadata(
    _ node: ScenarioNode?
  ) throws(ScenarioFileError) -> ScenarioMetadata {
    var metadata = ScenarioMetadata()
    guard let node else { return metadata }
    try node.checkKeys(["summary", "provenance", "source", "reaction"])
    metadata.summary = try node["summary"]?.text() ?? ""
    metadata.provenance = try node["provenance"]?.word(ScenarioMetadata.Provenance.self) ?? .ours
    metadata.source = try node["source"]?.text() ?? ""
    metadata.reaction = try node["reaction"]?.text() ?? ""
    return metadata
  }
}
