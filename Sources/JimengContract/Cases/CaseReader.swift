import OpenAPIContract
import StrictJSON

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
