import StrictJSON

/// Objects: fields in the contract's order, then what is no field.
extension SchemaExaminer {
  mutating func examine(_ object: JSONObject, _ rules: ObjectRules, _ node: SchemaNode) {
    let count = object.members.count
    reportCount(
      count, rules.countMin, rules.countMax, node, (.minProperties, .maxProperties), "property",
      "properties")
    let places = places(of: object, rules)
    var misspellings: [JSONName: String]?
    for (index, field) in rules.fields.enumerated() {
      guard let member = places[index] else {
        guard field.isRequired else { continue }
        let hints = misspellings ?? self.misspellings(in: object, rules, places)
        misspellings = hints
        reportMissing(field, hints[JSONName(field.name)])
        continue
      }
      guard let schema = field.schema else { continue }
      path.push(.name(field.name))
      examine(object.members[member].value, schema, isBranch: false)
      path.pop()
    }
    for index in object.members.indices { examineOther(object, index, rules, node, places) }
    examineDependencies(object, rules, node)
  }

  /// For each field the last member of its name, in one pass.
  private func places(of object: JSONObject, _ rules: ObjectRules) -> [Int?] {
    var places: [Int?] = Array(repeating: nil, count: rules.fields.count)
    for (index, member) in object.members.enumerated() {
      if let field = rules.index(of: member.name) { places[field] = index }
    }
    return places
  }

  private mutating func reportMissing(_ field: ObjectRules.Field, _ hint: String?) {
    path.push(.name(field.name))
    let words = hint.map { " (did you mean it by \(ValueWords.elide($0))?)" } ?? ""
    report(
      .required, source: field.requiredSource, expected: field.name, actual: "",
      "required, but missing\(words)")
    path.pop()
  }

  /// For absent fields the unknown member that each may have been meant by. Only the first unknown
  /// members are looked at: a request that misspells more names has other troubles.
  private func misspellings(
    in object: JSONObject, _ rules: ObjectRules, _ places: [Int?]
  ) -> [JSONName: String] {
    let absent = rules.fields.indices.filter { places[$0] == nil }.map { rules.fields[$0].name }
    let unknown = object.members.lazy.map(\.name).filter { rules.index(of: $0) == nil }
    var hints: [JSONName: String] = [:]
    for name in unknown.prefix(Self.namesTriedMax) {
      guard let meant = NearestName.find(name, among: absent) else { continue }
      if hints[JSONName(meant)] == nil { hints[JSONName(meant)] = name }
    }
    return hints
  }

  /// Unknown members that are looked at for misspellings.
  private static let namesTriedMax = 20

  private mutating func examineOther(
    _ object: JSONObject, _ index: Int, _ rules: ObjectRules, _ node: SchemaNode, _ places: [Int?]
  ) {
    let member = object.members[index]
    let field = rules.index(of: member.name)
    if let field, places[field] != index { return }
    path.push(.name(member.name))
    defer { path.pop() }
    var isPatterned = false
    for (pattern, schema) in rules.patternFields where judge.fits(pattern, member.name) {
      isPatterned = true
      examine(member.value, schema, isBranch: field != nil)
    }
    if isPatterned || field.flatMap({ rules.fields[$0].schema }) != nil { return }
    switch rules.additional {
    case .allowed, .invited: break
    case .schema(let id): examine(member.value, id, isBranch: false)
    case .forbidden: reportForbidden(member.name, rules, node)
    }
  }

  private mutating func reportForbidden(
    _ name: String, _ rules: ObjectRules, _ node: SchemaNode
  ) {
    let known = rules.fields.map(\.name)
    let hint = NearestName.suggestion(for: name, among: known)
    report(
      .additionalProperties, node, expected: ValueWords.elide(known.joined(separator: ", ")),
      actual: ValueWords.elide(name), "no field of the page, which allows no others\(hint)")
  }

  private mutating func examineDependencies(
    _ object: JSONObject, _ rules: ObjectRules, _ node: SchemaNode
  ) {
    for (name, need) in rules.dependencies where object.lastIndex(of: name) != nil {
      guard !judge.admits(object, need) else { continue }
      report(
        .dependencies, node, expected: "what \(name) depends on", actual: name,
        "\(name) needs other fields that are missing or do not fit")
    }
  }

  mutating func warnOfReadOnly(_ node: SchemaNode) {
    guard node.isReadOnly, location == .body else { return }
    judgement.add(
      RequestWarning(
        kind: .readOnly, pointer: path.pointer,
        message: "\(place): read-only, so it should not be sent", nearest: nil))
  }

  /// Only where every schema that judges the object leaves other names to chance.
  mutating func warnOfUnknownFields(_ object: JSONObject, _ id: SchemaID) {
    var vocabulary = Vocabulary()
    vocabulary.gather(id, nodes: judge.nodes)
    guard !vocabulary.names.isEmpty, !vocabulary.isOpen else { return }
    let present = Set(object.members.lazy.map { JSONName($0.name) }.filter(vocabulary.contains))
    let absent = vocabulary.names.filter { !present.contains(JSONName($0)) }
    for member in object.members {
      guard judgement.warnings.count < Judgement.warningsMax else { return }
      guard !vocabulary.contains(JSONName(member.name)) else { continue }
      let nearest =
        NearestName.find(member.name, among: absent)
        ?? NearestName.find(member.name, among: vocabulary.names)
      path.push(.name(member.name))
      let hint = NearestName.suggestion(nearest.map { [$0] } ?? [])
      judgement.add(
        RequestWarning(
          kind: .unknownField, pointer: path.pointer,
          message: "\(place): no field of the page\(hint)", nearest: nearest))
      path.pop()
    }
  }
}
