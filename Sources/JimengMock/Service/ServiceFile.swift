import OpenAPIContract
import StrictJSON

/// Reads a service file (`fixtures/services/service.schema.json` describes it) into a service. An
/// unknown key is an error; every error has a pointer and says what would be right.
struct ServiceFile: Sendable {
  let name: String
  let bytes: [UInt8]
  /// Returns a page that the file names; the error says why it cannot.
  let page: @Sendable (String) -> Result<InputFile, PageMissing>
  /// Whether it comes with the mock. Tests check such a file, so a start skips the slow checks.
  var isBuiltIn = false

  struct PageMissing: Error {
    let reason: String
  }

  private static let keys = [
    "$schema", "name", "summary", "pages", "observed", "answers", "gateway", "envelopes", "jobs",
  ]

  /// - Parameters:
  ///   - given: pages that replace those that the file names.
  ///   - firstJob: the index of its first job.
  ///   - variant: the variant of the jobs' answers; nil for the usual answers.
  func read(
    pages given: [Contract]? = nil, firstJob: Int = 0, variant: String? = nil
  ) throws(JSONNodeError) -> Service {
    let root = try JSONNode.read(bytes)
    try root.checkKeys(Self.keys, required: ["name", "pages", "answers"])
    for key in ["$schema", "summary", "observed"] { _ = try root[key]?.string() }
    var contracts: [Contract] = given ?? []
    if given == nil {
      for node in try root.required("pages").items() {
        contracts.append(try Self.compiled(document(node), at: node))
      }
    }
    var envelopes = Envelopes()
    if let rules = root["envelopes"] {
      let observed = try root.required("observed")
      envelopes = try Envelopes(rules) { () throws(JSONNodeError) in try document(observed) }
      if !isBuiltIn { try envelopes.checkSchemas(rules) }
    }
    let answers = try ServiceAnswers(root.required("answers"))
    let gateway = try root["gateway"].map { node throws(JSONNodeError) in try GatewayChecks(node) }
    var builder = ServiceBuilder(
      file: name, contracts: contracts, answers: answers, gateway: gateway)
    for node in try root["jobs"]?.items() ?? [] {
      try builder.add(job: node, index: firstJob + builder.jobs.count, variant: variant)
    }
    if !isBuiltIn { try checkVariants(of: root["jobs"], builder) }
    return builder.finish(name: try root.required("name").string(), envelopes: envelopes)
  }

  /// Compiles the answers of every variant, so that a mistake shows at the start.
  private func checkVariants(
    of jobs: JSONNode?, _ builder: ServiceBuilder
  ) throws(JSONNodeError) {
    for variant in Set(builder.variants).sorted() {
      var other = ServiceBuilder(
        file: name, contracts: builder.contracts, answers: builder.answers, gateway: nil)
      for node in try jobs?.items() ?? [] {
        try other.add(job: node, index: other.jobs.count, variant: variant)
      }
    }
  }

  /// The `submit` of each job; a page that has them is recognized as a page of this service.
  func submits() throws(JSONNodeError) -> [JSONNode] {
    var submits: [JSONNode] = []
    for job in try JSONNode.read(bytes)["jobs"]?.items() ?? [] {
      submits.append(try job.required("submit"))
    }
    return submits
  }

  private func document(_ node: JSONNode) throws(JSONNodeError) -> SpecDocument {
    switch page(try node.string()) {
    case .failure(let missing): throw node.error(.rule(missing.reason))
    case .success(let page):
      do throws(SpecLoadError) {
        return try SpecLoader.load(page.bytes, name: page.name)
      } catch {
        throw node.error(.rule("\(error)"))
      }
    }
  }

  private static func compiled(
    _ document: SpecDocument, at node: JSONNode
  ) throws(JSONNodeError) -> Contract {
    do throws(ContractError) {
      return try Contract.compile(document)
    } catch {
      throw node.error(.rule("\(error)"))
    }
  }
}
