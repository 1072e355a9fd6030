import StrictJSON

/// The keywords that check a value by itself: type, enum, numbers, strings.
extension SchemaCompiler {
  mutating func readTypes(_ node: SpecNode, _ draft: inout SchemaDraft) throws(ContractError) {
    if dialect.readsNullable, let nullable = node.member("nullable") {
      draft.isNullable = try nullable.bool()
    }
    guard let member = node.member("type") else { return }
    if member.value.array != nil {
      let names = try member.items("a type")
      guard !names.isEmpty else { throw member.error(.typesEmpty) }
      for name in names { draft.types.insert(try type(name)) }
    } else {
      draft.types = try type(member)
    }
    if draft.isNullable { draft.types.insert(.null) }
    if draft.types.contains(.null) { draft.isNullable = true }
    draft.add(.type, member.value, member.source("type"))
  }

  private func type(_ node: SpecNode) throws(ContractError) -> TypeSet {
    let name = try node.string("the name of a type, such as string")
    guard let type = TypeSet(name: name) else { throw node.error(.typeUnknown(name)) }
    return type
  }

  mutating func readEnumeration(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    if dialect.readsConst, let const = node.member("const") {
      draft.enumeration = EnumRule(values: [const.value])
      draft.add(.enum, [const.value], const.source("const"))
    }
    guard let member = node.member("enum") else { return }
    let values = try member.items("a list of values, such as [5, 10]").map(\.value)
    guard !values.isEmpty else { throw member.error(.enumEmpty) }
    draft.enumeration = EnumRule(values: values)
    draft.add(.enum, member.value, member.source("enum"))
  }

  mutating func readNumbers(_ node: SpecNode, _ draft: inout SchemaDraft) throws(ContractError) {
    draft.numbers.range.lower = try bound(
      node, &draft, ("minimum", .minimum), ("exclusiveMinimum", .exclusiveMinimum))
    draft.numbers.range.upper = try bound(
      node, &draft, ("maximum", .maximum), ("exclusiveMaximum", .exclusiveMaximum))
    guard let member = node.member("multipleOf") else { return }
    let divisor = try member.number()
    guard JSONNumber(0) < divisor else { throw member.error(.notPositive(divisor.text)) }
    draft.numbers.multipleOf = divisor
    draft.add(.multipleOf, member.value, member.source("multipleOf"))
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
      if isExclusive, let flag {
        throw flag.error(.exclusiveWithoutBound(plain.keyword))
      }
      return nil
    }
    draft.add(
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
      draft.add(isLower ? .minimum : .maximum, .number(inclusive), flag.source(exclusive.keyword))
      return NumberRange.Bound(inclusive)
    }
    draft.add(exclusive.rule, flag.value, flag.source(exclusive.keyword))
    return NumberRange.Bound(limit, isExclusive: true)
  }

  mutating func readStrings(_ node: SpecNode, _ draft: inout SchemaDraft) throws(ContractError) {
    draft.strings.lengthMin = try count(node, &draft, "minLength", .minLength)
    draft.strings.lengthMax = try count(node, &draft, "maxLength", .maxLength)
    try readPattern(node, &draft)
    try readFormat(node, &draft)
  }

  private mutating func readPattern(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    guard let member = node.member("pattern") else { return }
    let text = try member.string("a regular expression")
    do throws(PatternError) {
      draft.strings.pattern = try Pattern(text)
      draft.add(.pattern, member.value, member.source("pattern"))
    } catch {
      switch error {
      case .invalid(let reason):
        throw member.error(.patternInvalid(pattern: text, reason: reason))
      case .unsupported(let reason): add(unchecked: "pattern", in: node, why: reason)
      }
    }
  }

  private mutating func readFormat(
    _ node: SpecNode, _ draft: inout SchemaDraft
  ) throws(ContractError) {
    guard let member = node.member("format") else { return }
    let name = try member.string("the name of a format, such as date-time")
    if Format.isIdle(name) { return }
    guard let format = Format(rawValue: name) else {
      return add(unchecked: "format", in: node, why: "this format is not checked")
    }
    if format.isNumeric {
      draft.numbers.format = format
    } else {
      draft.strings.format = format
    }
    draft.add(.format, member.value, member.source("format"))
  }

  func count(
    _ node: SpecNode, _ draft: inout SchemaDraft, _ keyword: String, _ rule: RuleName
  ) throws(ContractError) -> Int? {
    guard let member = node.member(keyword) else { return nil }
    let count = try member.count()
    draft.add(rule, member.value, member.source(keyword))
    return count
  }
}
