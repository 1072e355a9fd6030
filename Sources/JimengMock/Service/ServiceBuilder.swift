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
  private(set) var variants: [String] = []
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
  private static let fetchKeys = ServiceAnswer.keys.filter { $0 != "text" } + ["operation"]

  /// - Parameter variant: has no effect on a job that does not have it.
  mutating func add(job node: JSONNode, index: Int, variant: String?) throws(JSONNodeError) {
    try node.checkKeys(Self.jobKeys, required: ["name", "submit", "states"])
    let variant = try readVariants(of: node, wanted: variant)
    let submit = try node.required("submit")
    try submit.checkKeys(Self.fetchKeys + ["id"], required: ["operation", "id"])
    let operation = try OperationName(submit.required("operation"))
    let (accepted, form) = try accepted(submit, operation, form: variant?["idForm"])
    _ = try node["example"]?.members()
    let job = Job(
      index: index, name: try node.required("name").string(), accepted: accepted,
      idForm: form,
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
      let place = try TaskIDPlace(
        fetch.required("id"), of: operation, on: operation.find(in: contracts))
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

  /// Jobs may share a fetch operation that has the id at one place. Any other operation belongs to
  /// one job.
  private mutating func claim(
    _ operation: OperationName, at pointer: JSONPointer, _ role: EmulatedOperation.Role
  ) throws(JSONNodeError) {
    guard let index = roles.firstIndex(where: { $0.operation == operation }) else {
      return roles.append(Claim(operation: operation, pointer: pointer, role: role))
    }
    switch (roles[index].role, role) {
    case (.fetch(let place, let others), .fetch(let own, let answers)) where own == place:
      roles[index].role = .fetch(place, others + answers)
    case (.fetchMany(let place, let others), .fetchMany(let own, let answers)) where own == place:
      roles[index].role = .fetchMany(place, others + answers)
    default:
      throw JSONNodeError(
        pointer: pointer,
        problem: .rule("\(operation.text) is claimed by \(roles[index].pointer) already"))
    }
  }

  /// The answer to an accepted submit and the form of its ids: as the file has them, or from the
  /// page's example.
  /// - Parameter variant: the form of a variant's ids.
  private func accepted(
    _ node: JSONNode, _ name: OperationName, form variant: JSONNode?
  ) throws(JSONNodeError) -> (ServiceAnswer, form: String) {
    let id = try node.required("id")
    try id.checkKeys(["at", "form"], required: ["at"])
    let place = try id.required("at").place()
    let form = variant ?? id["form"]
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
      let isNumber = answer.template.contains(.taskIDNumber)
      return (answer, try form?.idForm(isNumber: isNumber) ?? "1000000000000")
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
      contentType: try ServiceAnswer.contentType(of: node))
    let isNumber = answer.template.contains(.taskIDNumber)
    return (answer, try form?.idForm(isNumber: isNumber) ?? written)
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
    var names: Set<String> = []
    for item in try job["variants"]?.items() ?? [] {
      try item.checkKeys(
        ["name", "provenance", "source", "idForm", "states", "parts"], required: ["name"])
      let name = try item.required("name").string()
      guard names.insert(name).inserted else {
        throw try item.required("name").error(.rule("the variant '\(name)' stands here twice"))
      }
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
  /// - Parameters:
  ///   - node: `{"in": "path" | "query", "name": …}` or `{"in": "body", "at": …}`.
  ///   - page: the operation as a page has it, which may call its parameters otherwise.
  init(
    _ node: JSONNode, of operation: OperationName, on page: Operation?
  ) throws(JSONNodeError) {
    try node.checkKeys(["in", "name", "at"], required: ["in"])
    let place = try node.required("in")
    switch try place.string() {
    case "path":
      let name = try node.required("name")
      let names = operation.template.parameterNames
      guard let index = names.firstIndex(of: try name.string()) else {
        throw name.mustBe("a parameter of \(operation.text)")
      }
      let served = page?.served.first { $0.shape == operation.template.shape }
      self = .path((served?.parameterNames ?? names)[index])
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
    case .string(let id) where !id.isEmpty && id.utf8.allSatisfy(Self.isIDByte): id
    case .number(let number)
    where number.isInteger && number.text.utf8.count > 3
      && number.text.utf8.first != UInt8(ascii: "-"):
      number.text
    default: nil
    }
  }

  /// Visible ASCII that a JSON string holds as it is.
  fileprivate static func isIDByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}

extension JSONNode {
  /// More would not fit into a path.
  private static let idBytesMax = 256

  /// An id to imitate.
  /// - Parameter isNumber: whether ids are written as numbers.
  fileprivate func idForm(isNumber: Bool) throws(JSONNodeError) -> String {
    let form = try string()
    let bytes = form.utf8
    if isNumber {
      guard (1...18).contains(bytes.count), bytes.first != UInt8(ascii: "0"),
        bytes.allSatisfy({ $0.isDigit })
      else { throw mustBe("a whole number, such as 4596183399426: {{taskId:number}} writes it") }
    }
    guard bytes.count <= Self.idBytesMax, bytes.allSatisfy(JSONValue.isIDByte),
      bytes.contains(where: { $0.isDigit || $0.isLetter })
    else {
      throw mustBe(
        "an id, such as 4596183399426: up to \(Self.idBytesMax) visible ASCII characters, "
          + "at least one of them a letter or digit, and no quote or backslash")
    }
    return form
  }
}
