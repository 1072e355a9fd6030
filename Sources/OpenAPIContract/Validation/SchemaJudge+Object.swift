import StrictJSON

/// Objects: the way that nearly every request takes. Members are looked at from the last to the
/// first, so that of a repeated name the last one counts.
extension SchemaJudge {
  mutating func admits(_ object: JSONObject, _ rules: ObjectRules, isBranch: Bool) -> Bool {
    guard rules.fitsCount(object.members.count) else { return false }
    guard rules.names.count <= 64 else { return admitsLarge(object, rules, isBranch: isBranch) }
    var seen: UInt64 = 0
    var hint = rules.names.count
    var index = object.members.count
    while index > 0 {
      index -= 1
      hint -= 1
      guard let field = rules.index(of: object.members[index].name, hint: hint) else {
        guard admitsOther(object.members[index], rules, isBranch: isBranch) else { return false }
        continue
      }
      guard seen & (1 << UInt64(field)) == 0 else { continue }
      seen |= 1 << UInt64(field)
      hint = field
      guard admits(object.members[index], field, rules) else { return false }
    }
    guard seen & rules.requiredMask == rules.requiredMask else { return false }
    return rules.dependencies.isEmpty || admitsDependencies(object, rules)
  }

  private mutating func admitsLarge(
    _ object: JSONObject, _ rules: ObjectRules, isBranch: Bool
  ) -> Bool {
    var seen = Array(repeating: false, count: rules.fields.count)
    for member in object.members.reversed() {
      guard let field = rules.index(of: member.name) else {
        guard admitsOther(member, rules, isBranch: isBranch) else { return false }
        continue
      }
      guard !seen[field] else { continue }
      seen[field] = true
      guard admits(member, field, rules) else { return false }
    }
    for field in rules.fields.indices where rules.fields[field].isRequired && !seen[field] {
      return false
    }
    return rules.dependencies.isEmpty || admitsDependencies(object, rules)
  }

  @inline(__always)
  private mutating func admits(
    _ member: JSONObject.Member, _ field: Int, _ rules: ObjectRules
  ) -> Bool {
    guard let schema = rules.schemas[field] else {
      return admitsOther(member, rules, isBranch: true)
    }
    guard admits(member.value, schema) else { return false }
    return rules.patternFields.isEmpty || admitsPatterned(member, rules) != false
  }

  /// A member that is no field.
  private mutating func admitsOther(
    _ member: JSONObject.Member, _ rules: ObjectRules, isBranch: Bool
  ) -> Bool {
    if let verdict = admitsPatterned(member, rules) { return verdict }
    switch rules.additional {
    case .allowed:
      if !isBranch { noteOddField() }
      return true
    case .invited: return true
    case .forbidden: return false
    case .schema(let id): return admits(member.value, id)
    }
  }

  /// Nil when no pattern fits the name.
  mutating func admitsPatterned(_ member: JSONObject.Member, _ rules: ObjectRules) -> Bool? {
    var verdict: Bool?
    for (pattern, schema) in rules.patternFields where fits(pattern, member.name) {
      guard admits(member.value, schema) else { return false }
      verdict = true
    }
    return verdict
  }

  mutating func admitsDependencies(_ object: JSONObject, _ rules: ObjectRules) -> Bool {
    rules.dependencies.allSatisfy { name, need in
      object.lastIndex(of: name) == nil || admits(object, need)
    }
  }

  mutating func admits(_ object: JSONObject, _ need: ObjectRules.Need) -> Bool {
    switch need {
    case .names(let names): names.allSatisfy { object.lastIndex(of: $0) != nil }
    case .schema(let id): admits(.object(object), id, isBranch: true)
    }
  }
}
