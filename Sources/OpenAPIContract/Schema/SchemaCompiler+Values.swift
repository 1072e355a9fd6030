import StrictJSON

/// The keywords that judge a value by itself: type, enum, numbers, strings.
extension SchemaCompiler {
  mutating func readTypes(_ node: SpecNode, _ draft: inout SchemaDraft) throws(ContractError) {
    if dialect.readsNullable, let nullable = node.member("nullable") {
      draft.isNullable = try nullable.bool()
    }
    guard let member = node.member("type") else { return }
    if member.value.array != nil {
      let names = try member.items("a type")
      guard !names.isEmpty else { throw member.error(.schema(.typesEmpty)) }
      for name in names { draft.types.insert(try type(name)) }
    } else {
      draft.types = try type(member)
    }
    if draft.isNullable { draft.types.insert(.null) }
    if draft.types.contains(.null) { draft.isNullable = true }
    draft.note(.type, member.value, member.source("type"))
  }

  private func type(_ node: SpecNode) throws(ContractError) -> TypeSet {
    let name = try node.string("the name of a type, such as string")
    guard let type = TypeSet(name: name) else { throw node.error(.schema(.typeUnknown(name))) }
    return type
  }

  mutating func readEnumeration(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    if dialect.readsConst, let const = node.member("const") {
      draft.enumeration = EnumRule(values: [const.value])
      draft.note(.enum, [const.value], const.source("const"))
    }
    guard let member = node.member("enum") else { return }
    let values = try member.items("a list of values, such as [5, 10]").map(\.value)
    guard !values.isEmpty || dialect == .draft4 else { throw member.error(.schema(.enumEmpty)) }
    draft.enumeration = EnumRule(values: values)
    draft.note(.enum, member.value, member.source("enum"))
  }

  mutating func readNumbers(_ node: SpecNode, _ draft: inout SchemaDraft) throws(ContractError) {
    draft.numbers.range.lower = try bound(
      node, &draft, ("minimum", .minimum), ("exclusiveMinimum", .exclusiveMinimum))
    draft.numbers.range.upper = try bound(
      node, &draft, ("maximum", .maximum), ("exclusiveMaximum", .exclusiveMaximum))
    guard let member = node.member("multipleOf") else { return }
    let divisor = try member.number()
    guard JSONNumber(0) < divisor else { throw member.error(.schema(.notPositive(divisor.text))) }
    draft.numbers.multipleOf = divisor
    draft.note(.multipleOf, member.value, member.source("multipleOf"))
  }

  private func bound(
    _ node: SpecNode, _ draft: inout SchemaDraft, _ plain: (keyword: String, rule: RuleName),
    _ exclusive: (keyword: String, rule: RuleName)
  ) throws(ContractError) -> NumberRange.Bound? {
    let member = node.member(plain.keyword)
    let value = try member?.number()
    let flag = node.member(exclusive.keyword)
    if dialect.readsNumericExclusive, let flag, flag.value.bool == nil {
      return try numericExclusive(flag, &draft, exclusive, inclusive: value)
    }
    let isExclusive = try flag?.bool() ?? false
    guard let member, let value else {
      if isExclusive, dialect != .draft4, let flag {
        throw flag.error(.schema(.exclusiveWithoutBound(plain.keyword)))
      }
      return nil
    }
    draft.note(
      isExclusive ? exclusive.rule : plain.rule, member.value, member.source(plain.keyword))
    return NumberRange.Bound(value, isExclusive: isExclusive)
  }

  /// 3.1's `exclusiveMinimum: 0`; of two bounds on one side, the tighter one counts.
  private func numericExclusive(
    _ flag: SpecNode, _ draft: inout SchemaDraft, _ exclusive: (keyword: String, rule: RuleName),
    inclusive: JSONNumber?
  ) throws(ContractError) -> NumberRange.Bound {
    let limit = try flag.number()
    let isLower = exclusive.rule == .exclusiveMinimum
    if let inclusive, isLower ? limit < inclusive : inclusive < limit {
      draft.note(isLower ? .minimum : .maximum, .number(inclusive), flag.source(exclusive.keyword))
      return NumberRange.Bound(inclusive)
    }
    draft.note(exclusive.rule, flag.value, flag.source(exclusive.keyword))
    return NumberRange.Bound(limit, isExclusive: true)
  }

  mutating func readStrings(_ node: SpecNode, _ draft: inout SchemaDraft) throws(ContractError) {
    draft.strings.lengthMin = try count(node, &draft, "minLength", .minLength)
    draft.strings.lengthMax = try count(node, &draft, "maxLength", .maxLength)
    if let member = node.member("pattern") {
      draft.strings.pattern = try pattern(member, try member.string("a regular expression"))
      draft.note(.pattern, member.value, member.source("pattern"))
    }
    try readFormat(node, &draft)
  }

  func pattern(_ node: SpecNode, _ text: String) throws(ContractError) -> Pattern {
    do {
      return try Pattern(text)
    } catch {
      throw node.error(.schema(.patternInvalid(pattern: text, reason: error.description)))
    }
  }

  private mutating func readFormat(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    guard let member = node.member("format") else { return }
    let name = try member.string("the name of a format, such as date-time")
    if Format.isIdle(name) { return }
    guard let format = Format(rawValue: name) else {
      return note(unchecked: "format", in: node, why: "this format is not checked")
    }
    if format.isNumeric {
      draft.numbers.format = format
    } else {
      draft.strings.format = format
    }
    draft.note(.format, member.value, member.source("format"))
  }

  func count(
    _ node: SpecNode, _ draft: inout SchemaDraft, _ keyword: String, _ rule: RuleName
  ) throws(ContractError) -> Int? {
    guard let member = node.member(keyword) else { return nil }
    let count = try member.count()
    draft.note(rule, member.value, member.source(keyword))
    return count
  }
}
