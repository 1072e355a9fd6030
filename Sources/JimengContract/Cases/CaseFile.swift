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
    guard let profile = root["profile"]?.string.flatMap(ContractProfile.init) else {
      throw CaseFileError(file: name, faults: ["/profile: no profile"])
    }
    self.name = name
    self.profile = profile
    requiresKey = root["requireKey"]?.bool ?? false
    var reader = CaseReader(
      profile: profile, requiresKey: requiresKey, shapes: root["shapes"] ?? [:])
    cases = reader.cases(root["cases"]?.array ?? [])
    guard reader.faults.isEmpty else { throw CaseFileError(file: name, faults: reader.faults) }
  }

  /// The files that are built in, in the order in which their cases run.
  package static func builtIn() throws(CaseFileError) -> [CaseFile] {
    var files: [CaseFile] = []
    for (name, bytes) in Fixtures.caseFiles { files.append(try CaseFile(bytes, name: name)) }
    return files
  }

  private static func read(_ bytes: [UInt8], name: String) throws(CaseFileError) -> JSONValue {
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
    return document.root
  }
}

/// Makes cases of values that satisfy the case schema, and gathers what that schema cannot say is
/// wrong with them.
struct CaseReader {
  private let profile: ContractProfile
  private let requiresKey: Bool
  private let shapes: JSONValue
  private var ids: Set<String> = []
  /// Each as `pointer: what is wrong`.
  private(set) var faults: [String] = []

  init(profile: ContractProfile, requiresKey: Bool, shapes: JSONValue) {
    self.profile = profile
    self.requiresKey = requiresKey
    self.shapes = shapes
  }

  mutating func cases(_ values: [JSONValue]) -> [ContractCase] {
    values.enumerated().map { index, value in
      contractCase(value, at: JSONPointer(tokens: ["cases", "\(index)"]))
    }
  }

  private mutating func contractCase(_ value: JSONValue, at place: JSONPointer) -> ContractCase {
    let id = value["id"]?.string ?? ""
    if !ids.insert(id).inserted {
      faults.append("\(place.appending("id")): '\(id)' is given twice")
    }
    let follow = value["follow"]
    let isFollowed = value["tier"] == "L3"
    if isFollowed != (follow != nil) {
      let words = isFollowed ? "a case of tier L3 says how" : "only a case of tier L3 is followed"
      faults.append("\(place.appending("follow")): \(words)")
    }
    return ContractCase(
      id: id, requirement: value["requirement"]?.string ?? "",
      source: value["source"]?.string ?? "",
      tier: value["tier"]?.string.flatMap(ContractCase.Tier.init) ?? .free, profile: profile,
      requiresKey: requiresKey, request: Self.request(value["request"] ?? [:]),
      expectation: expectation(value["expect"] ?? [:], at: place.appending("expect")),
      following: follow.flatMap { following($0, at: place.appending("follow")) })
  }

  private static func request(_ value: JSONValue) -> CaseRequest {
    let raw = value["rawBody"]?.string.map { Array($0.utf8) }
    let written = value["body"].map { Array(JSONWriter.bytes($0)) }
    return CaseRequest(
      method: value["method"]?.string ?? "", path: value["path"]?.string ?? "",
      headers: pairs(value["headers"]), body: raw ?? written,
      isAnonymous: value["withoutKey"]?.bool ?? false)
  }

  private static func pairs(_ value: JSONValue?) -> [(name: String, value: String)] {
    (value?.object?.members ?? []).map { ($0.name, $0.value.string ?? "") }
  }

  private mutating func expectation(_ value: JSONValue, at place: JSONPointer) -> CaseExpectation {
    CaseExpectation(
      statuses: [value["status"]?.number?.int ?? 0], contentType: value["contentType"]?.string,
      headers: Self.pairs(value["headers"]).map { ($0.name, $0.value) },
      body: value["body"].flatMap { shape($0, at: place.appending("body")) },
      mentions: (value["mentions"]?.array ?? []).compactMap(\.string))
  }

  private mutating func following(_ value: JSONValue, at place: JSONPointer) -> CaseFollowing? {
    let path = value["path"]?.string ?? ""
    if !path.contains(CaseFollowing.taskIDPlace) {
      faults.append("\(place.appending("path")): '\(path)' has no \(CaseFollowing.taskIDPlace)")
    }
    guard let answer = value["answer"].flatMap({ shape($0, at: place.appending("answer")) }),
      let end = value["end"].flatMap({ shape($0, at: place.appending("end")) })
    else { return nil }
    return CaseFollowing(path: path, answer: answer, end: end)
  }

  /// A schema, or one of the file's shapes by its name.
  private mutating func shape(_ value: JSONValue, at place: JSONPointer) -> CompiledSchema? {
    var schema = value
    if let name = value.string {
      guard let named = shapes[name] else {
        faults.append("\(place): no shape is named '\(name)'")
        return nil
      }
      schema = named
    }
    do throws(ContractError) {
      return try CompiledSchema.compile(bare: schema, name: "shape")
    } catch {
      faults.append("\(place): \(error.pointer): \(error.fault)")
      return nil
    }
  }
}

/// Why a case file cannot be used.
public struct CaseFileError: Error, Equatable, CustomStringConvertible {
  /// The file's name.
  public let file: String
  /// Each as `pointer: what is wrong`, or `line:column: …` where it is not JSON.
  public let faults: [String]

  package init(file: String, faults: [String]) {
    self.file = file
    self.faults = faults
  }

  /// A line a fault: `cases.json: /cases/0/tier: "L9" is not one of "L0", "L1", "L2", "L3"`
  public var description: String { faults.map { "\(file): \($0)" }.joined(separator: "\n") }
}
