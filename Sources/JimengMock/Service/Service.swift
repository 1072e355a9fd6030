package import OpenAPIContract
package import StrictJSON

/// One vendor's API, ready to be served: the operations of its pages and their answers. Everything
/// about the vendor comes from a service file or a page; no code knows a vendor.
package final class Service: Sendable {
  package let name: String
  /// The pages that its requests are validated against.
  package let contracts: [Contract]
  let operations: [EmulatedOperation]
  let jobs: [Job]
  let answers: ServiceAnswers
  let gateway: GatewayChecks?
  /// The shapes of its answers' bodies; empty if they are not known.
  let envelopes: Envelopes
  /// The names of its variants: other recorded shapes of its answers.
  let variants: [String]

  init(
    name: String, contracts: [Contract], operations: [EmulatedOperation], jobs: [Job],
    answers: ServiceAnswers, gateway: GatewayChecks? = nil, envelopes: Envelopes = Envelopes(),
    variants: [String] = []
  ) {
    self.name = name
    self.contracts = contracts
    self.operations = operations
    self.jobs = jobs
    self.answers = answers
    self.gateway = gateway
    self.envelopes = envelopes
    self.variants = variants
  }
}

extension Service {
  /// A request that is accepted, of its first submit if it has one; a nil body for none.
  package var exampleRequest: (method: String, path: String, body: JSONValue?)? {
    let first =
      operations.first(where: \.makesTask)
      ?? operations.first { $0.served.first?.parameterNames.isEmpty == true } ?? operations.first
    guard let first else { return nil }
    var body: JSONValue?
    if case .submit(let job) = first.role { body = job.example }
    if body == nil, let operation = first.operation,
      let contract = contracts.first(where: { page in
        page.operations.contains {
          $0.method == operation.method && $0.path == operation.path && $0.line == operation.line
        }
      })
    {
      body = ExampleBuilder(contract).body(of: operation)
    }
    return (first.method, first.plainPath, body)
  }
}

/// One method on one path, and how the mock answers it.
final class EmulatedOperation: Sendable {
  enum Role: Sendable {
    /// Makes a task.
    case submit(Job)
    /// Shows one task.
    case fetch(TaskIDPlace, [TaskAnswers])
    /// Shows several tasks: the pointer to their ids in the body.
    case fetchMany(JSONPointer, [TaskAnswers])
    /// Answers with the page's example.
    case example(ServiceAnswer)
  }

  /// In upper case.
  let method: String
  /// The paths that it answers.
  let served: [PathTemplate]
  /// The page's operation, which its requests are validated against; nil if no page describes it.
  let operation: Operation?
  let role: Role
  let answers: ServiceAnswers
  let gateway: GatewayChecks?
  /// The positions of the fields that the mock uses, for bodies that are not parsed.
  let fields: PlainBody.Fields
  /// Where it is described, for messages: `page.md:12`.
  let origin: String

  init(
    method: String, served: [PathTemplate], operation: Operation?, role: Role,
    answers: ServiceAnswers, gateway: GatewayChecks?, origin: String
  ) {
    self.method = method
    self.served = served
    self.operation = operation
    self.role = role
    self.answers = answers
    self.gateway = gateway
    self.origin = origin
    let job: Job? = if case .submit(let job) = role { job } else { nil }
    fields = PlainBody.Fields(operation, job?.request)
  }

  /// `/jimeng/submit/videos`: the shortest of its paths, as pages write them.
  var plainPath: String {
    operation?.plainPath ?? served.first?.text ?? ""
  }

  /// Whether a request to it may make a task.
  var makesTask: Bool { if case .submit = role { true } else { false } }
}

/// Where a fetch carries the id of its task.
enum TaskIDPlace: Sendable, Equatable {
  /// A parameter of the path's template.
  case path(String)
  case query(String)
  case body(JSONPointer)
}

/// Checks whether a body could be an answer of the service: the `envelopes` of its service file.
struct Envelopes: Sendable {
  private struct Rule: Sendable {
    /// The schema of the bodies that the rule applies to.
    let condition: JSONValue
    /// The schema that such a body must satisfy, as a pointer into `document`.
    let schema: JSONPointer
    /// Whether such a body means success, and so needs a 2xx status.
    let isSuccess: Bool
  }

  private var rules: [Rule] = []
  private var document: (@Sendable () throws(JSONNodeError) -> SpecDocument)?

  init() {}

  /// - Parameters:
  ///   - node: the `envelopes` of a service file.
  ///   - document: reads the page that contains the schemas.
  init(
    _ node: JSONNode, document: @escaping @Sendable () throws(JSONNodeError) -> SpecDocument
  ) throws(JSONNodeError) {
    self.document = document
    for item in try node.items() {
      try item.checkKeys(["if", "then", "success"], required: ["if", "then"])
      let then = try item.required("then")
      guard let schema = JSONPointer(fragment: try then.string()) else {
        throw then.mustBe("a reference to a schema, such as #/components/schemas/Error")
      }
      rules.append(
        Rule(
          condition: try item.required("if").value, schema: schema,
          isSuccess: try item["success"]?.bool() ?? false))
    }
  }

  /// Compiles every schema, so that a mistake shows at the start.
  /// - Parameter node: the `envelopes` that the rules were read from.
  func checkSchemas(_ node: JSONNode) throws(JSONNodeError) {
    guard let document = try document?() else { return }
    for (item, rule) in zip(try node.items(), rules) {
      do throws(ContractError) {
        _ = try CompiledSchema.compile(bare: rule.condition)
        _ = try CompiledSchema.compile(rule.schema, of: document)
      } catch {
        throw item.error(.rule("\(error)"))
      }
    }
  }

  /// - Throws: why the body is not an answer of the service, with a pointer into the body.
  func check(_ body: JSONValue, status: Int) throws(JSONNodeError) {
    guard !rules.isEmpty, let document = try document?() else { return }
    let escape = "; to answer anything else, write it as text in body"
    func refuse(_ pointer: JSONPointer, _ problem: String) -> JSONNodeError {
      JSONNodeError(pointer: pointer, problem: .rule(problem + escape))
    }
    let violation: Violation?
    do {
      let rule = try rules.first {
        try CompiledSchema.compile(bare: $0.condition).isValid(body)
      }
      guard let rule else { throw refuse(.root, "this is no answer of the service") }
      if rule.isSuccess, !(200..<300).contains(status) {
        throw refuse(.root, "it says success, yet the status is \(status)")
      }
      violation = try CompiledSchema.compile(rule.schema, of: document).validate(body).violations
        .first
    } catch let error as JSONNodeError {
      throw error
    } catch {
      throw refuse(.root, "\(error)")
    }
    guard let violation else { return }
    throw refuse(violation.pointer, "\(violation.message) (\(document.name))")
  }
}
