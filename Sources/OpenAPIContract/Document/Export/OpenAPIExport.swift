package import StrictJSON

/// Writes a contract as an OpenAPI 3.0.3 document in which the prose has become schema: valid, with
/// operation ids, and every rule beside the words that it stands on (`x-source`).
private struct OpenAPIExport {
  let contract: Contract
  let servers: [String]
  let responses: (Operation) -> [(status: String, response: JSONValue)]

  func document() -> JSONValue {
    var root = contract.document.root
    addRules(to: &root)
    var document: JSONValue = ["openapi": "3.0.3"]
    document.set("info", info(root["info"]))
    document.set("servers", serverList(root["servers"]))
    document.set("paths", paths(root))
    if let components = root["components"], components.object != nil {
      document.set("components", sanitized(components: components))
    }
    for member in root.object?.members ?? [] where isKept(member.name) {
      document.set(member.name, member.value)
    }
    document.set("x-unread-prose", .array(contract.unread.map(Self.report)))
    document.set("x-unchecked", .array(contract.unchecked.map(Self.report)))
    return document
  }

  private func isKept(_ name: String) -> Bool {
    ["security", "tags", "externalDocs"].contains(name) || name.hasPrefix("x-")
  }

  private func info(_ info: JSONValue?) -> JSONValue {
    var info = info?.object != nil ? info ?? [:] : [:]
    if info["title"]?.string?.isEmpty != false {
      let summary = contract.operations.count == 1 ? contract.operations[0].summary : ""
      info.set("title", .string(summary.isEmpty ? contract.name : summary))
    }
    if info["version"]?.string == nil { info.set("version", "1.0.0") }
    return info
  }

  private func serverList(_ own: JSONValue?) -> JSONValue? {
    guard servers.isEmpty else { return .array(servers.map { ["url": .string($0)] }) }
    return own?.array?.isEmpty == false ? own : nil
  }

  /// Derived keywords and sources, at the place of each schema, before anything is moved.
  private func addRules(to root: inout JSONValue) {
    for node in contract.nodes where !node.rules.isEmpty {
      root.edit(at: node.pointer.tokens[...]) { schema in
        for rule in node.rules { Self.add(rule, to: &schema) }
        Self.suggest("example", node.proseExample, in: &schema)
        Self.suggest("default", node.proseDefault, in: &schema)
      }
    }
  }

  private static func add(_ rule: SchemaRule, to schema: inout JSONValue) {
    guard schema.object != nil else { return }
    let isConst = rule.name == .enum && schema["enum"] == nil
    if rule.source.origin == .prose || isConst { derive(rule, in: &schema) }
    var note: JSONValue = ["rule": .string(rule.name.rawValue)]
    if rule.name == .required { note.set("field", rule.value) }
    note.set("words", .string(rule.source.words))
    note.set("line", rule.source.line.map(JSONValue.number))
    note.set("origin", .string(rule.source.origin.rawValue))
    schema.append(note, to: "x-source")
  }

  /// What a description gives without asking for it.
  private static func suggest(_ name: String, _ value: JSONValue?, in schema: inout JSONValue) {
    guard let value, schema[name] == nil, schema.object != nil else { return }
    schema.set(name, value)
  }

  private static func derive(_ rule: SchemaRule, in schema: inout JSONValue) {
    if rule.name == .required { return schema.append(rule.value, to: "required") }
    guard rule.name == .exclusiveMinimum || rule.name == .exclusiveMaximum else {
      return schema.set(rule.name.rawValue, rule.value)
    }
    schema.set(rule.name == .exclusiveMinimum ? "minimum" : "maximum", rule.value)
    schema.set(rule.name.rawValue, true)
  }

  private static func report(_ part: UncheckedPart) -> JSONValue {
    var report: JSONValue = ["words": .string(part.words), "why": .string(part.why)]
    report.set("line", part.line.map(JSONValue.number))
    report.set("pointer", .string(part.pointer.description))
    return report
  }

  /// Each operation under the path that it is served at; path-level parameters go into it.
  private func paths(_ root: JSONValue) -> JSONValue {
    var paths: JSONValue = [:]
    var ids: Set<JSONName> = []
    for operation in contract.operations {
      var value = operation.pointer.resolve(in: root) ?? [:]
      let exporter = OperationExport(operation: operation, root: root, nodes: contract.nodes)
      exporter.finish(&value, extra: responses(operation))
      value.set("operationId", .string(uniqueID(operation, &ids)))
      var item = paths[operation.plainPath] ?? [:]
      item.set(operation.method.lowercased(), value)
      paths.set(operation.plainPath, item)
    }
    return paths
  }

  private func uniqueID(_ operation: Operation, _ ids: inout Set<JSONName>) -> String {
    let base = operation.id ?? Self.generatedID(operation)
    var id = base
    var count = 1
    while !ids.insert(JSONName(id)).inserted {
      count += 1
      id = "\(base)\(count)"
    }
    return id
  }

  /// `POST /jimeng/submit/videos` → `postJimengSubmitVideos`.
  private static func generatedID(_ operation: Operation) -> String {
    let words = operation.plainPath.unicodeScalars.split { scalar in
      !(scalar.isASCIILetter || scalar.isASCIIDigit)
    }
    let names = words.map { word in
      let text = String(String.UnicodeScalarView(word))
      return text.prefix(1).uppercased() + text.dropFirst()
    }
    return operation.method.lowercased() + names.joined()
  }

  private func sanitized(components: JSONValue) -> JSONValue {
    var components = components
    components.edit("schemas") { schemas in
      schemas.editMembers { _, schema in SchemaExport.sanitize(&schema) }
    }
    return components
  }
}

extension Contract {
  /// The contract as OpenAPI 3.0.3 JSON, prose turned into schema.
  /// - Parameters:
  ///   - servers: URLs, written in place of the page's.
  ///   - responses: response objects that an operation has besides the page's own, by status.
  package func openAPI(
    servers: [String] = [],
    responses: @escaping (Operation) -> [(status: String, response: JSONValue)] = { _ in [] }
  ) -> JSONValue {
    OpenAPIExport(contract: self, servers: servers, responses: responses).document()
  }
}
