import JimengFixtures
package import OpenAPIContract

/// The cases that hold a server to a contract: hand-written ones, and those that the page itself
/// gives.
public struct ContractSuite: Sendable {
  /// In the order in which they run: the hand-written ones first.
  public let cases: [ContractCase]
  package let contract: Contract

  /// The vendor's page that is built in, with the hand-written cases on it.
  /// - Parameters:
  ///   - profile: what the server is held to; nil for all there is, as three mocks give it.
  ///   - caseFiles: further files of cases; their form is `fixtures/contract/case.schema.json`.
  /// - Throws: `CaseFileError`.
  public static func builtIn(
    profile: ContractProfile? = nil, caseFiles: [(name: String, bytes: [UInt8])] = []
  ) throws -> ContractSuite {
    let page = try SpecLoader.load(Fixtures.vendorPage, name: Fixtures.vendorPageName)
    return try ContractSuite(
      contract: Contract.compile(page), profile: profile,
      files: CaseFile.builtIn() + Self.read(caseFiles))
  }

  /// Another page. The hand-written cases are the vendor's page's, so all cases are generated but
  /// for those of `caseFiles`.
  /// - Throws: what is wrong with the page, in one line; `CaseFileError`.
  public init(
    page: [UInt8], name: String, profile: ContractProfile? = nil,
    caseFiles: [(name: String, bytes: [UInt8])] = []
  ) throws {
    self = try ContractSuite(
      contract: Contract.compile(SpecLoader.load(page, name: name)), profile: profile,
      files: Self.read(caseFiles))
  }

  package init(
    contract: Contract, profile: ContractProfile?, files: [CaseFile]
  ) throws(CaseFileError) {
    var ids: Set<String> = []
    var written: [ContractCase] = []
    for file in files {
      for (index, contractCase) in file.cases.enumerated() {
        guard ids.insert(contractCase.id).inserted else {
          let fault = "/cases/\(index)/id: '\(contractCase.id)' is the id of another file's case"
          throw CaseFileError(file: file.name, faults: [fault])
        }
        if profile == nil || contractCase.profile == profile { written.append(contractCase) }
      }
    }
    self.contract = contract
    cases = written + CaseGenerator.cases(of: contract, profile: profile ?? .contract)
  }

  private static func read(
    _ files: [(name: String, bytes: [UInt8])]
  ) throws(CaseFileError) -> [CaseFile] {
    var read: [CaseFile] = []
    for (name, bytes) in files { read.append(try CaseFile(bytes, name: name)) }
    return read
  }

  /// What the mocks must be like that the cases are for.
  package var settings: Set<CaseSetting> { Set(cases.map(\.setting)) }

  /// Rules of the page that no case is about, each as `POST /path field: words`.
  public var uncoveredRules: [String] {
    let covered = Set(cases.flatMap { $0.coverage?.rules ?? [] })
    return contract.rules.enumerated().filter { !covered.contains($0.offset) }.map {
      RuleWords.line($0.element)
    }
  }
}
