import HTTPTransport
import OpenAPIContract
import StrictJSON

/// Builds a service from the parts of its service file and the operations of its pages.
struct ServiceBuilder {
  let file: String
  let contracts: [Contract]
  let answers: ServiceAnswers
  let gateway: GatewayChecks?
  private(set) var jobs: [Job] = []
  private var variants: [String] = []
  /// The roles that jobs give to operations.
  private var roles: [Claim] = []

  private struct Claim {
    let operation: OperationName
    let pointer: JSONPointer
    var role: EmulatedOperation.Role
  }

  init(
    file: String, contracts: [Contract], answers: ServiceAnswers, gateway: GatewayChecks?
  ) {
    self.file = file
    self.contracts = contracts
    self.answers = answers
    self.gateway = gateway
  }

  private static let jobKeys = [
    "name", "submit", "request", "example", "fetch", "fetchMany", "states", "timeoutReason",
    "parts",
    "variants",
  ]
  private static let fetchKeys = ServiceAnswer.keys + ["operation"]

  /// - Parameter variant: has no effect on a job that does not have it.
  mutating func add(job node: JSONNode, index: Int, variant: String?) throws(JSONNodeError) {
    try node.checkKeys(Self.jobKeys, required: ["name", "submit", "states"])
    let variant = try readVariants(of: node, wanted: variant)
    let submit = try node.required("submit")
    try submit.checkKeys(Self.fetchKeys + ["id"], required: ["operation", "id"])
    let operation = try OperationName(submit.required("operation"))
    let (accepted, form) = try accepted(submit, operation)
    let job = Job(
      index: index, name: try node.required("name").string(), accepted: accepted,
      idForm: try variant?["idForm"]?.string() ?? form,
      request: try Self.requestFields(node["request"]), example: node["example"]?.value,
      words: try Self.words(node.required("states"), variant?["states"]),
      timeoutReason: try node["timeoutReason"]?.string() ?? "timed out after {{minutes}} minutes")
    jobs.append(job)
    try claim(operation, at: submit.pointer, .submit(job))
    try addFetches(of: job, node, parts: Self.parts(node["parts"], variant?["parts"]))
  }

  private mutating func addFetches(
    of job: Job, _ node: JSONNode, parts: [String: JSONNode]
  ) throws(JSONNodeError) {
    if let fetch = node["fetch"] {
      try fetch.checkKeys(Self.fetchKeys + ["id"], required: ["operation", "id"])
      let operation = try OperationName(fetch.required("operation"))
      let place = try TaskIDPlace(fetch.required("id"), of: operation)
      let answers = try TaskAnswers(job: job, fetch, parts: parts)
      try claim(operation, at: fetch.pointer, .fetch(place, [answers]))
    }
    if let many = node["fetchMany"] {
      try many.checkKeys(Self.fetchKeys + ["ids", "each"], required: ["operation", "ids"])
      let answers = try TaskAnswers(
        job: job, many, parts: parts, listed: many["each"]?.string() ?? "task")
      try claim(
        OperationName(many.required("operation")), at: many.pointer,
        .fetchMany(many.required("ids").place(), [answers]))
    }
  }

  /// Jobs may share a fetch operation. Any other operation belongs to one job.
  private mutating func claim(
    _ operation: OperationName, at pointer: JSONPointer, _ role: EmulatedOperation.Role
  ) throws(JSONNodeError) {
    guard let index = roles.firstIndex(where: { $0.operation == operation }) else {
      return roles.append(Claim(operation: operation, pointer: pointer, role: role))
    }
    switch (roles[index].role, role) {
    case (.fetch(let place, let others), .fetch(_, let answers)):
      roles[index].role = .fetch(place, others + answers)
    case (.fetchMany(let place, let others), .fetchMany(_, let answers)):
      roles[index].role = .fetchMany(place, others + answers)
    default:
      throw JSONNodeError(
        pointer: pointer,
        problem: .rule("\(operation.text) is claimed by \(roles[index].pointer) already"))
    }
  }

  /// The answer to an accepted submit and the form of its ids, from the service file or else from
  /// the page's example.
  private func accepted(
    _ node: JSONNode, _ name: OperationName
  ) throws(JSONNodeError) -> (ServiceAnswer, form: String) {
    let id = try node.required("id")
    try id.checkKeys(["at", "form"], required: ["at"])
    let place = try id.required("at").place()
    let operation = name.find(in: contracts)
    let status = operation?.successStatus ?? 200
    if node["body"] != nil {
      let answer = try ServiceAnswer(
        node, AnswerTemplate.Vocabulary(values: Job.acceptedValues), status: status)
      let written = place.resolve(in: answer.body ?? .null)?.string
      guard answer.template.contains(.taskID) || answer.template.contains(.taskIDNumber),
        written?.contains("{{taskId") == true
      else {
        throw try id.required("at").error(
          .rule("the body has no {{taskId}} at \(place); it has to stand there"))
      }
      return (answer, try id["form"]?.string() ?? "1000000000000")
    }
    guard let operation else { throw name.missing(in: contracts, at: node) }
    guard let example = operation.successExample, let written = place.resolve(in: example)?.idText
    else {
      throw try id.required("at").error(
        .rule(
          "the page's example of \(name.text) has no id at \(place); give the answer a body here"))
    }
    let answer = ServiceAnswer(
      status: HTTPStatus(try node["status"]?.integer(in: 200...599) ?? status),
      template: AnswerTemplate(literal: example, taskID: place),
      contentType: try node["contentType"]?.string() ?? "application/json")
    return (answer, try id["form"]?.string() ?? written)
  }

  /// The service, with every operation of its pages and those that only the file describes.
  func finish(name: String, envelopes: Envelopes = Envelopes()) -> Service {
    var rows: [EmulatedOperation] = []
    var left = roles
    for contract in contracts {
      for operation in contract.operations {
        let place = left.firstIndex { $0.operation.matches(operation) }
        let role =
          place.map { left.remove(at: $0).role } ?? .example(.example(of: operation, in: contract))
        rows.append(
          EmulatedOperation(
            method: operation.method, served: operation.served, operation: operation, role: role,
            answers: answers, gateway: place == nil ? nil : gateway,
            origin: contract.name + (operation.line.map { ":\($0)" } ?? "")))
      }
    }
    rows += left.map { claim in
      EmulatedOperation(
        method: claim.operation.method, served: [claim.operation.template], operation: nil,
        role: claim.role, answers: answers, gateway: gateway, origin: "\(file): \(claim.pointer)")
    }
    return Service(
      name: name, contracts: contracts, operations: rows, jobs: jobs, answers: answers,
      gateway: gateway, envelopes: envelopes, variants: variants)
  }
}

// MARK: - Parts of a job

extension ServiceBuilder {
  /// - Returns: the wanted variant; nil if the job does not have it.
  private mutating func readVariants(
    of job: JSONNode, wanted: String?
  ) throws(JSONNodeError) -> JSONNode? {
    var found: JSONNode?
    for item in try job["variants"]?.items() ?? [] {
      try item.checkKeys(
        ["name", "provenance", "source", "idForm", "states", "parts"], required: ["name"])
      let name = try item.required("name").string()
      variants.append(name)
      if name == wanted { found = item }
    }
    return found
  }

  /// Every state needs a word, except `unknown`.
  private static func words(
    _ node: JSONNode, _ variant: JSONNode?
  ) throws(JSONNodeError) -> [TaskState: String] {
    let keys = TaskState.allCases.map(\.key)
    try node.checkKeys(keys, required: keys.filter { $0 != TaskState.unknown.key })
    try variant?.checkKeys(keys)
    var words: [TaskState: String] = [:]
    for state in TaskState.allCases {
      words[state] = try (variant?[state.key] ?? node[state.key])?.string()
    }
    return words
  }

  private static func parts(
    _ node: JSONNode?, _ variant: JSONNode?
  ) throws(JSONNodeError) -> [String: JSONNode] {
    var parts: [String: JSONNode] = [:]
    for source in [node, variant] {
      for (name, part) in try source?.members() ?? [] {
        try part.checkKeys(TaskPhase.allCases.map(\.rawValue) + ["otherwise"])
        parts[name] = part
      }
    }
    return parts
  }

  private static func requestFields(
    _ node: JSONNode?
  ) throws(JSONNodeError) -> Job.RequestFields {
    var fields = Job.RequestFields()
    guard let node else { return fields }
    try node.checkKeys(["prompt", "aspectRatio", "seconds", "gatewaySeconds"])
    fields.prompt = try node["prompt"]?.place()
    fields.aspectRatio = try node["aspectRatio"]?.place()
    fields.seconds = try node["seconds"]?.place()
    guard let gateway = node["gatewaySeconds"] else { return fields }
    try gateway.checkKeys(["kept", "otherwise"], required: ["kept", "otherwise"])
    let kept = try gateway.required("kept").items().map { item throws(JSONNodeError) in
      Int32(try item.integer(in: 1...3600))
    }
    fields.gatewaySeconds = (kept, Int32(try gateway.required("otherwise").integer(in: 1...3600)))
    return fields
  }
}

extension TaskState {
  /// Its name in a service file.
  var key: String { self == .notStarted ? "notStarted" : rawValue }
}

extension TaskIDPlace {
  /// - Parameter node: `{"in": "path" | "query", "name": …}` or `{"in": "body", "at": …}`.
  init(_ node: JSONNode, of operation: OperationName) throws(JSONNodeError) {
    try node.checkKeys(["in", "name", "at"], required: ["in"])
    let place = try node.required("in")
    switch try place.string() {
    case "path":
      let name = try node.required("name")
      self = .path(try name.string())
      guard operation.template.parameterNames.contains(try name.string()) else {
        throw name.mustBe("a parameter of \(operation.text)")
      }
    case "query": self = .query(try node.required("name").string())
    case "body": self = .body(try node.required("at").place())
    default: throw place.mustBe("one of path, query, body")
    }
  }
}

extension JSONValue {
  /// The value as the id of a task: a string of visible ASCII, or an integer of at least four
  /// characters; nil if it cannot be one.
  var idText: String? {
    switch self {
    case .string(let id) where !id.isEmpty && id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }): id
    case .number(let number) where number.isInteger && number.text.utf8.count > 3: number.text
    default: nil
    }
  }
}

/// `POST /jimeng/submit/videos`, as service files and messages name an operation.
struct OperationName: Equatable {
  let method: String
  let template: PathTemplate

  init(_ node: JSONNode) throws(JSONNodeError) {
    let parts = try node.string().split(separator: " ").map(String.init)
    guard parts.count == 2, let template = PathTemplate(parts[1]) else {
      throw node.mustBe("a method and a path, such as POST /videos")
    }
    method = parts[0].uppercased()
    self.template = template
  }

  var text: String { "\(method) \(template.text)" }

  func matches(_ operation: Operation) -> Bool {
    operation.method == method && operation.served.contains { $0.shape == template.shape }
  }

  func find(in contracts: [Contract]) -> Operation? {
    contracts.lazy.flatMap(\.operations).first(where: matches)
  }

  /// The error that no page has this operation.
  func missing(in contracts: [Contract], at node: JSONNode) -> JSONNodeError {
    let known = contracts.flatMap(\.operations).map { "\($0.method) \($0.plainPath)" }
    return JSONNodeError(
      pointer: node.pointer.appending("operation"),
      problem: .rule(
        "no page has \(text)"
          + (known.isEmpty ? "" : "; they have \(known.prefix(5).joined(separator: ", "))")))
  }
}
