import StrictJSON

/// Objects: fields in the contract's order, then members that are no fields. Of a repeated name the
/// last member counts.
extension Validator {
  mutating func validate(
    _ object: JSONObject, _ rules: ObjectRules, _ node: SchemaNode, isBranch: Bool
  ) -> Bool {
    guard
      validateCount(
        object.members.count, rules.countMin, rules.countMax, node,
        (.minProperties, .maxProperties), "property", "properties")
    else { return false }
    let (places, others) = Self.places(of: object, rules)
    var misspellings: [JSONName: String]?
    for field in places.indices {
      if let place = places[field] {
        guard validate(object.members[place], field, rules, node) else { return false }
      } else if rules.fields[field].isRequired {
        guard collects else { return false }
        let hints = misspellings ?? Self.misspellings(in: object, rules, places, others)
        misspellings = hints
        reportMissing(rules.fields[field], hints)
      }
    }
    for index in others
    where !validateOther(object.members[index], rules, node, isBranch: isBranch) { return false }
    return true
  }

  /// For each field the last member of its name, and every member that is no field, in one pass.
  private static func places(
    of object: JSONObject, _ rules: ObjectRules
  ) -> (fields: [Int?], others: [Int]) {
    var fields: [Int?] = Array(repeating: nil, count: rules.fields.count)
    var others: [Int] = []
    var hint = 0
    for index in object.members.indices {
      if let field = rules.index(of: object.members[index].name, hint: hint) {
        fields[field] = index
        hint = field + 1
      } else {
        others.append(index)
      }
    }
    return (fields, others)
  }

  private mutating func validate(
    _ member: JSONObject.Member, _ field: Int, _ rules: ObjectRules, _ node: SchemaNode
  ) -> Bool {
    guard let schema = rules.schemas[field] else {
      return validateOther(member, rules, node, isBranch: true)
    }
    return validate(member.value, schema, at: .name(member.name))
  }

  /// A member that no property describes.
  private mutating func validateOther(
    _ member: JSONObject.Member, _ rules: ObjectRules, _ node: SchemaNode, isBranch: Bool
  ) -> Bool {
    switch rules.additional {
    case .allowed:
      if !isBranch { needsWarning = true }
      return true
    case .invited: return true
    case .forbidden: return reportForbidden(member.name, rules, node)
    case .schema(let id): return validate(member.value, id, at: .name(member.name))
    }
  }

  private mutating func reportMissing(_ field: ObjectRules.Field, _ hints: [JSONName: String]) {
    path.push(.name(field.name))
    defer { path.pop() }
    let hint = hints[JSONName(field.name)].map {
      " (did you mean it by \(ValueWords.elide($0))?)"
    }
    _ = report(
      .required, source: field.requiredSource, expected: field.name, actual: "",
      "required, but missing\(hint ?? "")")
  }

  /// For absent fields the unknown member that each may have been meant by. Only the first unknown
  /// members are looked at: a request that misspells more names has other troubles.
  private static func misspellings(
    in object: JSONObject, _ rules: ObjectRules, _ places: [Int?], _ others: [Int]
  ) -> [JSONName: String] {
    let absent = places.indices.filter { places[$0] == nil }.map { rules.fields[$0].name }
    var hints: [JSONName: String] = [:]
    for index in others.prefix(namesTriedMax) {
      let name = object.members[index].name
      guard let meant = NearestName.find(name, among: absent) else { continue }
      if hints[JSONName(meant)] == nil { hints[JSONName(meant)] = name }
    }
    return hints
  }

  /// Unknown members that are looked at for misspellings.
  private static let namesTriedMax = 20

  private mutating func reportForbidden(
    _ name: String, _ rules: ObjectRules, _ node: SchemaNode
  ) -> Bool {
    guard collects else { return false }
    path.push(.name(name))
    defer { path.pop() }
    let known = rules.fields.map(\.name)
    let hint = NearestName.suggestion(for: name, among: known)
    return report(
      .additionalProperties, node, expected: ValueWords.elide(known.joined(separator: ", ")),
      actual: ValueWords.elide(name), "no field of the page, which allows no others\(hint)")
  }
}

// MARK: Warnings

extension Validator {
  mutating func warn(_ value: JSONValue, _ id: SchemaID, _ node: SchemaNode) {
    if node.isReadOnly, location == .body {
      result.add(
        RequestWarning(
          kind: .readOnly, pointer: path.pointer,
          message: "\(field): read-only, so it should not be sent", nearest: nil))
    }
    if case .object(let object) = value { warnOfUnknownFields(object, id) }
  }

  /// Only where every schema of the object leaves other names to chance.
  private mutating func warnOfUnknownFields(_ object: JSONObject, _ id: SchemaID) {
    let known = KnownNames(id, nodes: nodes)
    guard !known.names.isEmpty, !known.isOpen else { return }
    let present = Set(object.members.lazy.map { JSONName($0.name) }.filter(known.contains))
    let absent = known.names.filter { !present.contains(JSONName($0)) }
    for member in object.members {
      guard result.warnings.count < ValidationResult.warningsMax else { return }
      guard !known.contains(JSONName(member.name)) else { continue }
      let nearest =
        NearestName.find(member.name, among: absent)
        ?? NearestName.find(member.name, among: known.names)
      path.push(.name(member.name))
      let hint = NearestName.suggestion(nearest.map { [$0] } ?? [])
      result.add(
        RequestWarning(
          kind: .unknownField, pointer: path.pointer,
          message: "\(field): no field of the page\(hint)", nearest: nearest))
      path.pop()
    }
  }
}

/// The names that all schemas of one object know together, alternatives included.
private struct KnownNames {
  private(set) var names: [String] = []
  /// A schema describes other names, invites them, or forbids them itself.
  private(set) var isOpen = false
  private var known: Set<JSONName> = []

  init(_ root: SchemaID, nodes: [SchemaNode]) {
    var visited: Set<SchemaID> = []
    var waiting = [root]
    while let id = waiting.popLast() {
      guard visited.insert(id).inserted else { continue }
      let node = nodes[id.index]
      if let rules = node.objects {
        if rules.additional != .allowed { isOpen = true }
        for field in rules.fields where known.insert(JSONName(field.name)).inserted {
          names.append(field.name)
        }
      }
      if let combination = node.combination {
        waiting += combination.allOf + combination.anyOf + combination.oneOf
      }
    }
  }

  func contains(_ name: JSONName) -> Bool { known.contains(name) }
}
