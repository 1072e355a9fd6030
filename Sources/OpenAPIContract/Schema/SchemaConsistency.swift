import StrictJSON

/// Finds schemas that no value can satisfy or that check the same value for ever: every request
/// would be refused or never end, which no page means.
enum SchemaConsistency {
  static func check(_ draft: SchemaDraft, _ node: SpecNode) throws(ContractError) {
    let range = draft.numbers.range
    if let lower = range.lower, let upper = range.upper, !range.isOrdered {
      throw (node.member("minimum") ?? node).error(
        .boundsCrossed("minimum \(lower.value.text)", "maximum \(upper.value.text)"))
    }
    try check(node, "Length", draft.strings.lengthMin, draft.strings.lengthMax)
    try check(node, "Items", draft.arrays.countMin, draft.arrays.countMax)
    try check(node, "Properties", draft.objects.countMin, draft.objects.countMax)
    guard !draft.types.isEmpty, let enumeration = draft.enumeration else { return }
    guard enumeration.values.contains(where: draft.types.admits) else {
      throw (node.member("enum") ?? node).error(.enumFitsNothing(draft.types.words))
    }
  }

  private static func check(
    _ node: SpecNode, _ keyword: String, _ lower: Int?, _ upper: Int?
  ) throws(ContractError) {
    guard let lower, let upper, lower > upper else { return }
    throw (node.member("min\(keyword)") ?? node).error(
      .boundsCrossed("min\(keyword) \(lower)", "max\(keyword) \(upper)"))
  }

  /// `allOf` within `allOf` within …; each is a step down the stack while a request is checked.
  private static let chainMax = 32

  /// The first schema that leads back to itself by `allOf`, `anyOf`, `oneOf` or `not`, or that
  /// heads a chain of them that is too long.
  ///
  /// Schemas that no remaining schema refers to are taken away, again and again (Kahn); what
  /// remains refers to itself. No recursion, since a document decides how deep this goes.
  static func firstCycle(in nodes: [SchemaNode]) -> (pointer: JSONPointer, fault: ContractFault)? {
    let targets = nodes.map { $0.combination?.all ?? [] }
    var waiting = Array(repeating: 0, count: nodes.count)
    for id in targets.joined() { waiting[id.index] += 1 }
    var ready = nodes.indices.filter { waiting[$0] == 0 }
    var lengths = Array(repeating: 0, count: nodes.count)
    while let index = ready.popLast() {
      for id in targets[index] {
        lengths[id.index] = max(lengths[id.index], lengths[index] + 1)
        waiting[id.index] -= 1
        if waiting[id.index] == 0 { ready.append(id.index) }
      }
    }
    if let node = nodes.indices.first(where: { waiting[$0] > 0 }).map({ nodes[$0] }) {
      return (node.pointer, .referenceCycle("#\(node.pointer)"))
    }
    let long = nodes.indices.first { lengths[$0] > chainMax }
    return long.map { (nodes[$0].pointer, .nestingTooDeep(chainMax)) }
  }
}
