import StrictJSON

/// Turns schema objects into nodes: follows references, checks that every keyword has the form it
/// must have, reads descriptions, and notes what it cannot check.
struct SchemaCompiler {
  let document: SpecDocument
  let dialect: SchemaDialect
  private var nodes: [SchemaNode?] = []
  private var ids: [JSONPointer: SchemaID] = [:]
  private var depth = 0
  private(set) var unchecked: [UncheckedPart] = []
  private(set) var unread: [UncheckedPart] = []
  /// What each description says, by its pointer: it is read once.
  var readings: [JSONPointer: ProseReading] = [:]

  /// Schemas within schemas; a document nests a few dozen at most.
  private static let depthMax = 256

  init(document: SpecDocument, dialect: SchemaDialect) {
    self.document = document
    self.dialect = dialect
  }

  /// The compiled schema's id; a schema that several references lead to is compiled once.
  ///
  /// - Parameter prose: a description that stands outside the schema; only with a schema that
  ///   nothing else refers to.
  mutating func compile(
    _ node: SpecNode, prose: SpecNode? = nil
  ) throws(ContractError) -> SchemaID {
    let target = try resolve(node)
    if let known = ids[target.pointer] { return known }
    guard depth < Self.depthMax else {
      throw target.error(.nestingTooDeep(Self.depthMax))
    }
    let id = SchemaID(index: nodes.count)
    nodes.append(nil)
    ids[target.pointer] = id
    depth += 1
    defer { depth -= 1 }
    nodes[id.index] = SchemaNode(try draft(of: target, prose: prose))
    return id
  }

  private mutating func resolve(_ node: SpecNode) throws(ContractError) -> SpecNode {
    guard node.member("$ref")?.value.string != nil else { return node }
    let siblings = node.value.object?.members.map(\.name).filter(Self.constrains) ?? []
    if dialect.readsReferenceSiblings && !siblings.isEmpty { return node }
    if dialect == .openAPI30 {
      for name in siblings {
        add(unchecked: name, in: node, why: "it stands beside $ref, where OpenAPI 3.0 ignores it")
      }
    }
    return try node.resolved()
  }

  private static func constrains(_ name: String) -> Bool {
    let idle: Set<String> = ["$ref", "description", "title", "summary", "example", "deprecated"]
    return !idle.contains(name) && !name.hasPrefix("x-")
  }

  private mutating func draft(
    of node: SpecNode, prose: SpecNode?
  ) throws(ContractError) -> SchemaDraft {
    var draft = SchemaDraft(pointer: node.pointer)
    if dialect == .openAPI31, let verdict = node.value.bool {
      if !verdict { draft.combination.not = try compileAnything(beside: node) }
      return draft
    }
    _ = try node.object("a schema object, such as type: string")
    try readReference(node, &draft)
    try readTypes(node, &draft)
    // Before the properties: one that refers back to this schema asks what its description says.
    let description = prose ?? node.member("description")
    let reading = try reading(
      of: description, ProseType(draft.types, hasFields: Self.hasFields(node)))
    try readEnumeration(node, &draft)
    try readNumbers(node, &draft)
    try readStrings(node, &draft)
    try readArrays(node, &draft)
    try readObjects(node, &draft)
    try readCombination(node, &draft)
    try readAnnotations(node, &draft)
    if let description, let reading { apply(reading, of: description, to: &draft) }
    try SchemaConsistency.check(draft, node)
    return draft
  }

  private static func hasFields(_ node: SpecNode) -> Bool {
    let properties = node.member("properties")?.value.object?.members ?? []
    return !properties.isEmpty || node.member("required")?.value.array?.isEmpty == false
  }

  private mutating func readReference(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    guard node.member("$ref")?.value.string != nil else { return }
    draft.combination.allOf.append(try compile(try node.resolved()))
  }

  /// A schema that admits everything, for 3.1's `false`.
  private mutating func compileAnything(beside node: SpecNode) throws(ContractError) -> SchemaID {
    let empty: JSONValue = [:]
    return try compile(node.child(empty, at: "not"))
  }

  mutating func add(unchecked keyword: String, in node: SpecNode, why: String) {
    let pointer = node.pointer.appending(keyword)
    let value = node.value[keyword].map(ValueWords.yaml) ?? ""
    let words = value.isEmpty ? keyword : "\(keyword): \(value)"
    add(unchecked: words, at: pointer, why: why)
  }

  mutating func add(unchecked words: String, at pointer: JSONPointer, why: String) {
    unchecked.append(
      UncheckedPart(pointer: pointer, words: words, line: document.line(at: pointer), why: why))
  }

  mutating func add(unread words: String, at pointer: JSONPointer, why: String) {
    unread.append(
      UncheckedPart(pointer: pointer, words: words, line: document.line(at: pointer), why: why))
  }

  /// - Throws: when a schema leads back to itself without going down into the value, which no
  ///   value could ever satisfy or break.
  func finish() throws(ContractError) -> [SchemaNode] {
    let finished = nodes.compactMap(\.self)
    if let cycle = SchemaConsistency.firstCycle(in: finished) {
      throw SpecNode(document: document, value: .null, pointer: cycle.pointer).error(cycle.fault)
    }
    return finished
  }
}
