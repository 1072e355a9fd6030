import StrictJSON

/// The keywords that reach into arrays and objects, and those that join schemas.
extension SchemaCompiler {
  mutating func readArrays(_ node: SpecNode, _ draft: inout SchemaDraft) throws(ContractError) {
    draft.arrays.countMin = try count(node, &draft, "minItems", .minItems)
    draft.arrays.countMax = try count(node, &draft, "maxItems", .maxItems)
    if let member = node.member("uniqueItems") {
      draft.arrays.isUnique = try member.bool()
      if draft.arrays.isUnique {
        draft.add(.uniqueItems, member.value, member.source("uniqueItems"))
      }
    }
    guard let items = node.member("items") else { return }
    guard node.member("prefixItems") == nil else {
      return add(unchecked: "items", in: node, why: "prefixItems decides which items it is for")
    }
    draft.arrays.items = try compile(items)
  }

  mutating func readObjects(_ node: SpecNode, _ draft: inout SchemaDraft) throws(ContractError) {
    draft.objects.countMin = try count(node, &draft, "minProperties", .minProperties)
    draft.objects.countMax = try count(node, &draft, "maxProperties", .maxProperties)
    try readProperties(node, &draft)
    try readRequired(node, &draft)
    try readAdditionalProperties(node, &draft)
  }

  private mutating func readProperties(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    guard let properties = node.member("properties") else { return }
    for (name, property) in try properties.members("an object of schemas, each under its name") {
      let id = try compile(property)
      var field = ObjectRules.Field(name: name, schema: id, isRequired: false)
      if let source = try proseSource(of: .required, in: property) {
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
      draft.add(.required, .string(field.name), source)
      guard source.origin == .schema, let property = properties?.member(field.name),
        let optional = try proseSource(of: .optional, in: property)
      else { continue }
      add(unread: optional, why: "the schema's own required list names the field")
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
        throw item.error(.nameRepeated(name))
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
    guard node.member("patternProperties") == nil else {
      draft.objects.additional = .invited
      return add(
        unchecked: "additionalProperties", in: node,
        why: "patternProperties decides which fields it is for")
    }
    switch member.value.bool {
    case true: draft.objects.additional = .invited
    case false:
      draft.objects.additional = .forbidden
      draft.add(.additionalProperties, member.value, member.source("additionalProperties"))
    case nil:
      guard member.value.object != nil else { throw member.wrongKind("true, false or a schema") }
      let isFree = member.value.object?.members.isEmpty ?? false
      draft.objects.additional = isFree ? .invited : .schema(try compile(member))
    }
  }

  mutating func readCombination(_ node: SpecNode, _ draft: inout SchemaDraft) throws(ContractError)
  {
    draft.combination.allOf += try schemas(node, "allOf")
    draft.combination.anyOf = try schemas(node, "anyOf")
    draft.combination.oneOf = try schemas(node, "oneOf")
    if let member = node.member("not") { draft.combination.not = try compile(member) }
    for (keyword, rule) in [("anyOf", RuleName.anyOf), ("oneOf", .oneOf), ("not", .not)] {
      guard let member = node.member(keyword) else { continue }
      draft.add(rule, member.value, member.source(keyword))
    }
  }

  private mutating func schemas(
    _ node: SpecNode, _ keyword: String
  ) throws(ContractError) -> [SchemaID] {
    guard let member = node.member(keyword) else { return [] }
    let items = try member.items("a list of schemas")
    guard !items.isEmpty else { throw member.error(.combinationEmpty) }
    var ids: [SchemaID] = []
    for item in items { ids.append(try compile(item)) }
    return ids
  }
}
