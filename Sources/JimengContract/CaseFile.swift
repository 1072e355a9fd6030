package import OpenAPIContract
import StrictJSON

/// A file of contract cases and the kind of mock they hold for.
package struct CaseFile: Sendable {
  package let profile: String
  package let requiresKey: Bool
  package let cases: [ContractCase]

  /// Reads a file that satisfies `schema`, the case schema that lies beside it.
  /// - Throws: `CaseFileError`, which names the file and every place that is wrong.
  package init(
    _ bytes: [UInt8], name: String, schema: CompiledSchema
  ) throws(CaseFileError) {
    let root: JSONValue
    do {
      root = try JSONReader.read(bytes).root
    } catch {
      throw CaseFileError(file: name, faults: ["\(error)"])
    }
    let violations = schema.judge(root).violations
    guard violations.isEmpty else {
      throw CaseFileError(
        file: name, faults: violations.map { "\($0.pointer): \($0.message)" })
    }
    profile = root["profile"]?.string ?? ""
    requiresKey = root["requireKey"]?.bool ?? false
    var cases: [ContractCase] = []
    for (index, value) in (root["cases"]?.array ?? []).enumerated() {
      do throws(ContractError) {
        cases.append(try ContractCase(value, shapes: root["shapes"] ?? [:]))
      } catch {
        throw CaseFileError(file: name, faults: ["/cases/\(index)/expect/body: \(error.fault)"])
      }
    }
    self.cases = cases
  }
}

/// Why a case file cannot be used.
package struct CaseFileError: Error, Equatable, CustomStringConvertible {
  package let file: String
  /// Each as `pointer: what is wrong`.
  package let faults: [String]

  package var description: String { faults.map { "\(file): \($0)" }.joined(separator: "\n") }
}

extension ContractCase {
  /// - Parameter value: satisfies the case schema.
  fileprivate init(_ value: JSONValue, shapes: JSONValue) throws(ContractError) {
    func text(_ value: JSONValue?, _ name: String) -> String { value?[name]?.string ?? "" }
    func pairs(_ value: JSONValue?) -> [(String, String)] {
      (value?.object?.members ?? []).map { ($0.name, $0.value.string ?? "") }
    }
    id = text(value, "id")
    requirement = text(value, "requirement")
    source = text(value, "source")
    tier = Tier(rawValue: text(value, "tier")) ?? .billedSubmit
    let request = value["request"]
    let raw = request?["rawBody"]?.string.map { Array($0.utf8) }
    let written = request?["body"].map { Array(JSONWriter.bytes($0)) }
    self.request = Request(
      method: text(request, "method"), path: text(request, "path"),
      headers: pairs(request?["headers"]).map { (name: $0.0, value: $0.1) }, body: raw ?? written)
    let expect = value["expect"]
    var shape = expect?["body"]
    if let name = shape?.string { shape = shapes[name] ?? .string("no shape is named \(name)") }
    var compiled: CompiledSchema?
    if let shape { compiled = try CompiledSchema.compile(bare: shape, name: id) }
    expectation = Expectation(
      status: expect?["status"]?.number?.int ?? 0, contentType: expect?["contentType"]?.string,
      headers: pairs(expect?["headers"]).map { (name: $0.0, prefix: $0.1) }, body: compiled,
      mentions: (expect?["mentions"]?.array ?? []).compactMap(\.string))
  }
}
