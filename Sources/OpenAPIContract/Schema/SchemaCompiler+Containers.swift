import StrictJSON

/// The keywords that reach into arrays and objects, and those that join schemas.
extension SchemaCompiler {
  mutating func readArrays(_ node: SpecNode, _ draft: inout SchemaDraft) throws(ContractError) {
    draft.arrays.countMin = try count(node, &draft, "minItems", .minItems)
    draft.arrays.countMax = try count(node, &draft, "maxItems", .maxItems)
    if let member = node.member("uniqueItems") {
      draft.arrays.isUnique = try member.bool()
      if draft.arrays.isUnique {
        draft.note(.uniqueItems, member.value, member.source("uniqueItems"))
      }
    }
    guard let items = node.member("items") else { return }
    guard dialect.readsTuples, items.value.array != nil else {
      draft.arrays.rest = .schema(try compile(items))
      return
    }
    for item in try items.items("schemas") { draft.arrays.tuple.append(try compile(item)) }
    try readAdditionalItems(node, &draft)
  }

  private mutating func readAdditionalItems(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    guard let rest = node.member("additionalItems") else { return }
    switch rest.value.bool {
    case true: return
    case false:
      draft.arrays.rest = .nothing
      draft.note(.additionalItems, rest.value, rest.source("additionalItems"))
    case nil: draft.arrays.rest = .schema(try compile(rest))
    }
  }

  mutating func readObjects(_ node: SpecNode, _ draft: inout SchemaDraft) throws(ContractError) {
    draft.objects.countMin = try count(node, &draft, "minProperties", .minProperties)
    draft.objects.countMax = try count(node, &draft, "maxProperties", .maxProperties)
    try readProperties(node, &draft)
    try readRequired(node, &draft)
    try readAdditionalProperties(node, &draft)
    if dialect.readsPatternProperties { try readPatternProperties(node, &draft) }
    if dialect == .draft4 { try readDependencies(node, &draft) }
  }

  private mutating func readProperties(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    guard let properties = node.member("properties") else { return }
    for (name, property) in try properties.members("an object of schemas, each under its name") {
      let id = try compile(property)
      var field = ObjectRules.Field(name: name, schema: id, isRequired: false)
      if dialect.readsProse, let source = try proseRequirement(property) {
        field.isRequired = true
        field.requiredSource = source
      }
      draft.objects.fields.append(field)
    }
  }

  /// Names each once, at their property's place; those that are no property behind all others.
  private mutating func readRequired(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    let properties = node.member("properties")
    try readRequiredNames(node, &draft)
    for field in draft.objects.fields where field.isRequired {
      guard let source = field.requiredSource else { continue }
      draft.note(.required, .string(field.name), source)
      if source.origin == .schema, let property = properties?.member(field.name) {
        try noteOptionalProse(property)
      }
    }
  }

  private func readRequiredNames(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    guard let required = node.member("required") else { return }
    let example = required.value.string.map { "[\($0)]" } ?? "[prompt]"
    var seen: Set<JSONName> = []
    for item in try required.items("a list of names, such as \(example)") {
      let name = try item.string("the name of a property")
      guard seen.insert(JSONName(name)).inserted else {
        throw item.error(.schema(.nameRepeated(name)))
      }
      let source = RuleSource(
        origin: .schema, words: "required: \(name)", pointer: item.pointer, line: item.line)
      require(name, source, &draft.objects.fields)
    }
  }

  private func require(_ name: String, _ source: RuleSource, _ fields: inout [ObjectRules.Field]) {
    let index = fields.firstIndex { CodePoints.areEqual($0.name, name) }
    if let index {
      fields[index].isRequired = true
      fields[index].requiredSource = source
    } else {
      fields.append(.init(name: name, schema: nil, isRequired: true, requiredSource: source))
    }
  }

  private mutating func readAdditionalProperties(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    guard let member = node.member("additionalProperties") else { return }
    switch member.value.bool {
    case true: draft.objects.additional = .invited
    case false:
      draft.objects.additional = .forbidden
      draft.note(.additionalProperties, member.value, member.source("additionalProperties"))
    case nil:
      guard member.value.object != nil else { throw member.wrongKind("true, false or a schema") }
      let isFree = member.value.object?.members.isEmpty ?? false
      draft.objects.additional = isFree ? .invited : .schema(try compile(member))
    }
  }

  private mutating func readPatternProperties(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    guard let member = node.member("patternProperties") else { return }
    for (text, schema) in try member.members("an object of schemas, each under a pattern") {
      let pattern = try pattern(schema, text)
      draft.objects.patternFields.append((pattern, try compile(schema)))
    }
  }

  private mutating func readDependencies(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    guard let member = node.member("dependencies") else { return }
    for (name, need) in try member.members() {
      guard need.value.array != nil else {
        draft.objects.dependencies.append((name, .schema(try compile(need))))
        continue
      }
      var names: [String] = []
      for item in try need.items("names") { names.append(try item.string()) }
      draft.objects.dependencies.append((name, .names(names)))
    }
    draft.note(.dependencies, member.value, member.source("dependencies"))
  }

  mutating func readCombination(_ node: SpecNode, _ draft: inout SchemaDraft) throws(ContractError)
  {
    draft.combination.allOf += try schemas(node, "allOf")
    draft.combination.anyOf = try schemas(node, "anyOf")
    draft.combination.oneOf = try schemas(node, "oneOf")
    if let member = node.member("anyOf") {
      draft.note(.anyOf, member.value, member.source("anyOf"))
    }
    if let member = node.member("oneOf") {
      draft.note(.oneOf, member.value, member.source("oneOf"))
    }
    guard let member = node.member("not") else { return }
    draft.combination.not = try compile(member)
    draft.note(.not, member.value, member.source("not"))
  }

  private mutating func schemas(
    _ node: SpecNode, _ keyword: String
  ) throws(ContractError) -> [SchemaID] {
    guard let member = node.member(keyword) else { return [] }
    let items = try member.items("a list of schemas")
    guard !items.isEmpty else { throw member.error(.schema(.combinationEmpty)) }
    var ids: [SchemaID] = []
    for item in items { ids.append(try compile(item)) }
    return ids
  }
}
