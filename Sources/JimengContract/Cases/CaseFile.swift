import JimengFixtures
import OpenAPIContract
import StrictJSON

/// A file of contract cases; its form is `fixtures/contract/case.schema.json`.
package struct CaseFile: Sendable {
  package let name: String
  package let profile: ContractProfile
  package let requiresKey: Bool
  package let cases: [ContractCase]

  /// - Throws: `CaseFileError`, which names the file and every place that is wrong.
  package init(_ bytes: [UInt8], name: String) throws(CaseFileError) {
    let root = try Self.read(bytes, name: name)
    guard let profile = root["profile"]?.value.string.flatMap(ContractProfile.init) else {
      throw CaseFileError(file: name, faults: ["/profile: no profile"])
    }
    self.name = name
    self.profile = profile
    requiresKey = root["requireKey"]?.value.bool ?? false
    var reader = CaseReader(
      profile: profile, requiresKey: requiresKey, shapes: root["shapes"]?.value ?? [:])
    cases = root["cases"]?.orderedItems.map { reader.contractCase($0) } ?? []
    guard reader.faults.isEmpty else { throw CaseFileError(file: name, faults: reader.faults) }
  }

  /// The files that are built in, in the order in which their cases run.
  package static func builtIn() throws(CaseFileError) -> [CaseFile] {
    var files: [CaseFile] = []
    for (name, bytes) in Fixtures.caseFiles { files.append(try CaseFile(bytes, name: name)) }
    return files
  }

  /// The schema says everything that is wrong at once, where `JSONNode` would end with the first.
  private static func read(_ bytes: [UInt8], name: String) throws(CaseFileError) -> JSONNode {
    let document: JSONDocument
    let schema: CompiledSchema
    do {
      document = try JSONReader.read(bytes)
      schema = try CompiledSchema.compile(
        bare: JSONReader.read(Fixtures.caseSchema).root, name: "case.schema.json")
    } catch {
      throw CaseFileError(file: name, faults: ["\(error)"])
    }
    let faults =
      document.duplicates.map { "\($0): given more than once" }
      + schema.validate(document.root).violations.map { "\($0.pointer): \($0.message)" }
    guard faults.isEmpty else { throw CaseFileError(file: name, faults: faults) }
    return JSONNode(document.root)
  }
}

/// Makes cases of values that satisfy the case schema, and gathers what that schema cannot say is
/// wrong with them.
private struct CaseReader {
  let profile: ContractProfile
  let requiresKey: Bool
  /// Schemas by their names.
  let shapes: JSONValue
  fileprivate var ids: Set<String> = []
  /// Each as `pointer: what is wrong`.
  fileprivate var faults: [String] = []

  mutating func contractCase(_ node: JSONNode) -> ContractCase {
    let id = node.text("id")
    if !ids.insert(id).inserted { add("'\(id)' is given twice", at: node, "id") }
    let isFollowed = node.text("tier") == ContractCase.Tier.pollToTheEnd.rawValue
    if isFollowed != (node["follow"] != nil) {
      let words = isFollowed ? "a case of tier L3 says how" : "only a case of tier L3 is followed"
      add(words, at: node, "follow")
    }
    return ContractCase(
      id: id, requirement: node.text("requirement"), source: node.text("source"),
      tier: ContractCase.Tier(rawValue: node.text("tier")) ?? .free, profile: profile,
      requiresKey: requiresKey, request: Self.request(node["request"]),
      expectation: expectation(node["expect"]), following: node["follow"].flatMap { following($0) })
  }

  private static func request(_ node: JSONNode?) -> CaseRequest {
    let raw = node?["rawBody"]?.value.string.map { Array($0.utf8) }
    let written = node?["body"].map { Array(JSONWriter.bytes($0.value)) }
    return CaseRequest(
      method: node?.text("method") ?? "", path: node?.text("path") ?? "",
      headers: pairs(node?["headers"]).map { ($0.name, $0.value) }, body: raw ?? written,
      isAnonymous: node?["withoutKey"]?.value.bool ?? false)
  }

  private static func pairs(_ node: JSONNode?) -> [(name: String, value: String)] {
    (node?.value.object?.members ?? []).map { ($0.name, $0.value.string ?? "") }
  }

  private mutating func expectation(_ node: JSONNode?) -> CaseExpectation {
    CaseExpectation(
      statuses: [node?["status"]?.value.number?.int ?? 0],
      contentType: node?["contentType"]?.value.string,
      headers: Self.pairs(node?["headers"]).map { ($0.name, $0.value) },
      body: node?["body"].flatMap { shape($0) },
      mentions: (node?["mentions"]?.value.array ?? []).compactMap(\.string))
  }

  private mutating func following(_ node: JSONNode) -> CaseFollowing? {
    let path = node.text("path")
    if !path.contains(CaseFollowing.taskIDPlaceholder) {
      add("'\(path)' has no \(CaseFollowing.taskIDPlaceholder)", at: node, "path")
    }
    guard let answer = node["answer"].flatMap({ shape($0) }),
      let end = node["end"].flatMap({ shape($0) })
    else { return nil }
    return CaseFollowing(path: path, answer: answer, end: end)
  }

  /// A schema, or one of the file's shapes by its name.
  private mutating func shape(_ node: JSONNode) -> CompiledSchema? {
    var schema = node.value
    if let name = schema.string {
      guard let named = shapes[name] else {
        faults.append("\(node.pointer): no shape is named '\(name)'")
        return nil
      }
      schema = named
    }
    do throws(ContractError) {
      return try CompiledSchema.compile(bare: schema, name: "shape")
    } catch {
      faults.append("\(node.pointer): \(error.pointer): \(error.fault)")
      return nil
    }
  }

  private mutating func add(_ fault: String, at node: JSONNode, _ key: String) {
    faults.append("\(node.pointer.appending(key)): \(fault)")
  }
}

extension JSONNode {
  /// The string under a key; empty where there is none, which the schema does not let pass.
  fileprivate func text(_ key: String) -> String { self[key]?.value.string ?? "" }

  fileprivate var orderedItems: [JSONNode] { (try? items()) ?? [] }
}

/// Why a case file cannot be used.
public struct CaseFileError: Error, Equatable, CustomStringConvertible {
  /// The file's name.
  public let file: String
  /// Each as `pointer: what is wrong`, or `line:column: …` where it is not JSON.
  public let faults: [String]

  /// A line a fault: `cases.json: /cases/0/tier: "L9" is not one of "L0", "L1", "L2", "L3"`
  public var description: String { faults.map { "\(file): \($0)" }.joined(separator: "\n") }
}
