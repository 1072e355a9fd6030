import StrictJSON

/// Finds schemas that judge the same value for ever (`allOf` of itself), or almost so.
struct CombinationOrder {
  /// The first schema at fault.
  let culprit: (pointer: JSONPointer, fault: ReferenceFault)?

  /// allOf within allOf within …; each is a step down the stack while a request is judged.
  private static let chainMax = 32

  /// Takes away schemas that nothing unjudged refers to, again and again (Kahn); what remains
  /// refers to itself. No recursion, since a document decides how deep this goes.
  init(nodes: [SchemaNode]) {
    let targets = nodes.map { $0.combination?.all ?? [] }
    var waiting = Array(repeating: 0, count: nodes.count)
    for id in targets.joined() { waiting[id.index] += 1 }
    var ready = nodes.indices.filter { waiting[$0] == 0 }
    var lengths = Array(repeating: 0, count: nodes.count)
    var doneCount = 0
    while let index = ready.popLast() {
      doneCount += 1
      for id in targets[index] {
        lengths[id.index] = max(lengths[id.index], lengths[index] + 1)
        waiting[id.index] -= 1
        if waiting[id.index] == 0 { ready.append(id.index) }
      }
    }
    if let index = nodes.indices.first(where: { waiting[$0] > 0 }), doneCount < nodes.count {
      culprit = (nodes[index].pointer, .cycle("#\(nodes[index].pointer)"))
    } else if let index = nodes.indices.first(where: { lengths[$0] > Self.chainMax }) {
      culprit = (nodes[index].pointer, .tooDeep(Self.chainMax))
    } else {
      culprit = nil
    }
  }
}
