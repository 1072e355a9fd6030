import StrictJSON

/// What descriptions add to a schema. A keyword that stands there always wins over words.
extension SchemaCompiler {
  /// Compiles a schema whose description stands beside it, as a parameter's does, unless the
  /// schema has one of its own.
  mutating func compile(
    _ node: SpecNode, describedBy description: SpecNode?
  ) throws(ContractError) -> SchemaID {
    let target = try node.resolved()
    guard let description, description.value.string?.isEmpty == false,
      target.member("description") == nil, target.pointer == node.pointer
    else { return try compile(node) }
    return try compile(node, prose: description)
  }

  mutating func readAnnotations(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    if let member = node.member("readOnly") { draft.isReadOnly = try member.bool() }
    for member in node.value.object?.members ?? [] where !dialect.knows(member.name) {
      let isDiscriminator = member.name == "discriminator"
      add(
        unchecked: member.name, in: node,
        why: isDiscriminator
          ? "the alternatives are tried without it" : "this keyword is not checked")
    }
  }

  /// What a description says, read once; nil where descriptions are not read.
  mutating func reading(
    of description: SpecNode?, _ type: @autoclosure () -> ProseType
  ) throws(ContractError) -> ProseReading? {
    guard dialect.readsProse, let description else { return nil }
    if let known = readings[description.pointer] { return known }
    let words = try description.string("words (a string; quote it when it looks like a number)")
    let reading = ProseReader(type: type()).read(words)
    readings[description.pointer] = reading
    return reading
  }

  /// 必填 in a property's description requires the property of the object around it; 可选 says that
  /// it may be left out.
  mutating func proseSource(
    of kind: ProseRule.Kind, in property: SpecNode
  ) throws(ContractError) -> RuleSource? {
    guard let description = try property.resolved().member("description"),
      description.value.string != nil
    else { return nil }
    let rules = try reading(of: description, .undeclared)?.rules ?? []
    return rules.first { $0.kind == kind }.map { source(of: $0, description) }
  }

  private func source(of rule: ProseRule, _ description: SpecNode) -> RuleSource {
    RuleSource(
      origin: .prose, words: rule.words, pointer: description.pointer, line: description.line)
  }

  mutating func apply(
    _ reading: ProseReading, of description: SpecNode, to draft: inout SchemaDraft
  ) {
    for unread in reading.unread {
      add(unread: unread.words, at: description.pointer, why: unread.why)
    }
    draft.proseExample = reading.example
    draft.proseDefault = reading.defaultValue
    for rule in reading.rules {
      let source = source(of: rule, description)
      switch rule.kind {
      case .enumeration(let values): apply(enumeration: values, source, &draft)
      case .range(let range): apply(range: range, source, &draft)
      case .minLength(let count):
        apply(count, source, &draft, rule: .minLength, at: \.strings.lengthMin)
      case .maxLength(let count):
        apply(count, source, &draft, rule: .maxLength, at: \.strings.lengthMax)
      case .required, .optional, .defaultValue: break
      }
    }
  }

  private mutating func apply(
    enumeration values: [JSONValue], _ source: RuleSource, _ draft: inout SchemaDraft
  ) {
    guard let own = draft.enumeration else {
      let allowed = draft.isNullable ? values + [.null] : values
      draft.enumeration = EnumRule(values: allowed)
      return draft.add(.enum, .array(allowed), source)
    }
    guard Set(own.values).subtracting([.null]) != Set(values) else { return }
    add(unread: source, why: "the schema's own enum \(ValueWords.list(own.values)) stands")
  }

  private mutating func apply(
    range: NumberRange, _ source: RuleSource, _ draft: inout SchemaDraft
  ) {
    let own = draft.numbers.range
    guard let merged = own.merged(with: range), merged.isOrdered else {
      return add(unread: source, why: "the schema's own minimum or maximum stands")
    }
    draft.numbers.range = merged
    if own.lower == nil, let lower = range.lower {
      draft.add(lower.isExclusive ? .exclusiveMinimum : .minimum, .number(lower.value), source)
    }
    if own.upper == nil, let upper = range.upper {
      draft.add(upper.isExclusive ? .exclusiveMaximum : .maximum, .number(upper.value), source)
    }
  }

  private mutating func apply(
    _ count: Int, _ source: RuleSource, _ draft: inout SchemaDraft, rule: RuleName,
    at path: WritableKeyPath<SchemaDraft, Int?>
  ) {
    guard let own = draft[keyPath: path] else {
      draft[keyPath: path] = count
      return draft.add(rule, .number(count), source)
    }
    if own != count {
      add(unread: source, why: "the schema's own \(rule.rawValue) \(own) stands")
    }
  }

  mutating func add(unread source: RuleSource, why: String) {
    add(unread: source.words, at: source.pointer, why: why)
  }
}
