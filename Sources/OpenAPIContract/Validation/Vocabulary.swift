import StrictJSON

/// The names that the schemas of one value know together, alternatives included.
struct Vocabulary {
  private(set) var names: [String] = []
  /// A schema says what other names hold, invites them, or forbids them itself.
  private(set) var isOpen = false
  private var known: Set<JSONName> = []
  private var visited: Set<SchemaID> = []

  mutating func gather(_ root: SchemaID, nodes: [SchemaNode]) {
    var waiting = [root]
    while let id = waiting.popLast() {
      guard visited.insert(id).inserted else { continue }
      let node = nodes[id.index]
      if let rules = node.objects { gather(rules) }
      if let combination = node.combination {
        waiting += combination.allOf + combination.anyOf + combination.oneOf
      }
    }
  }

  private mutating func gather(_ rules: ObjectRules) {
    if rules.additional != .allowed || !rules.patternFields.isEmpty { isOpen = true }
    for field in rules.fields where known.insert(JSONName(field.name)).inserted {
      names.append(field.name)
    }
  }

  func contains(_ name: JSONName) -> Bool { known.contains(name) }
}
