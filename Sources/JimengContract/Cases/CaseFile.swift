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
