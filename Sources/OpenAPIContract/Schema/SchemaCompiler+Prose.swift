import StrictJSON

/// What descriptions add to a schema. A keyword that stands there always wins over words.
extension SchemaCompiler {
  mutating func readNotes(_ node: SpecNode, _ draft: inout SchemaDraft) throws(ContractError) {
    if let member = node.member("readOnly") { draft.isReadOnly = try member.bool() }
    guard let object = node.value.object else { return }
    for member in object.members where !dialect.knows(member.name) {
      let why =
        member.name == "discriminator"
        ? "the alternatives are tried without it" : "this keyword is not checked"
      note(unchecked: member.name, in: node, why: why)
    }
  }

  mutating func readProse(
    _ description: SpecNode?, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    guard dialect.readsProse, let description else { return }
    let words = try description.string("words (a string; quote it when it looks like a number)")
    let reading = ProseReader(type: ProseType(draft)).read(words)
    for unread in reading.unread {
      note(unread: unread.words, at: description.pointer, why: unread.why)
    }
    draft.proseExample = reading.example
    draft.proseDefault = reading.defaultValue
    for rule in reading.rules { apply(rule, description, &draft) }
  }

  private mutating func apply(
    _ rule: ProseRule, _ description: SpecNode, _ draft: inout SchemaDraft
  ) {
    let source = proseSource(rule, description)
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

  private func proseSource(_ rule: ProseRule, _ description: SpecNode) -> RuleSource {
    RuleSource(
      origin: .prose, words: rule.words, pointer: description.pointer, line: description.line)
  }

  private mutating func apply(
    enumeration values: [JSONValue], _ source: RuleSource, _ draft: inout SchemaDraft
  ) {
    guard let own = draft.enumeration else {
      let allowed = draft.isNullable ? values + [.null] : values
      draft.enumeration = EnumRule(values: allowed)
      return draft.note(.enum, .array(allowed), source)
    }
    guard Set(own.values).subtracting([.null]) != Set(values) else { return }
    note(unread: source, why: "the schema's own enum \(ValueWords.list(own.values)) stands")
  }

  private mutating func apply(
    range: NumberRange, _ source: RuleSource, _ draft: inout SchemaDraft
  ) {
    let own = draft.numbers.range
    guard let merged = own.merged(with: range), merged.isOrdered else {
      return note(unread: source, why: "the schema's own minimum or maximum stands")
    }
    draft.numbers.range = merged
    if own.lower == nil, let lower = range.lower {
      draft.note(lower.isExclusive ? .exclusiveMinimum : .minimum, .number(lower.value), source)
    }
    if own.upper == nil, let upper = range.upper {
      draft.note(upper.isExclusive ? .exclusiveMaximum : .maximum, .number(upper.value), source)
    }
  }

  private mutating func apply(
    _ count: Int, _ source: RuleSource, _ draft: inout SchemaDraft, rule: RuleName,
    at path: WritableKeyPath<SchemaDraft, Int?>
  ) {
    if let own = draft[keyPath: path] {
      if own != count {
        note(unread: source, why: "the schema's own \(rule.rawValue) \(own) stands")
      }
      return
    }
    draft[keyPath: path] = count
    draft.note(rule, .number(count), source)
  }

  private mutating func note(unread source: RuleSource, why: String) {
    note(unread: source.words, at: source.pointer, why: why)
  }

  /// 必填 in a property's description requires it of the object around it.
  func proseRequirement(_ property: SpecNode) throws(ContractError) -> RuleSource? {
    try statement(in: property) { $0 == .required }
  }

  mutating func noteOptionalProse(_ property: SpecNode) throws(ContractError) {
    guard let source = try statement(in: property, where: { $0 == .optional }) else { return }
    note(unread: source, why: "the schema's own required list names the field")
  }

  private func statement(
    in property: SpecNode, where matches: (ProseRule.Kind) -> Bool
  ) throws(ContractError) -> RuleSource? {
    let target = try property.resolved()
    guard let description = target.member("description"), let words = description.value.string
    else { return nil }
    let rules = ProseReader(type: .undeclared).read(words).rules
    return rules.first { matches($0.kind) }.map { proseSource($0, description) }
  }
}

extension ProseType {
  /// The one type that a schema declares; with none or several, nothing is declared.
  init(_ draft: SchemaDraft) {
    let types = draft.types.subtracting(.null)
    switch types {
    case .string: self = .string
    case .integer: self = .integer
    case .number, [.number, .integer]: self = .number
    case .boolean: self = .boolean
    case .array, .object: self = .structured
    default: self = types.isEmpty && draft.objects.fields.isEmpty ? .undeclared : .structured
    }
  }
}
