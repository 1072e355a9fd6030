import StrictJSON

/// Finds schemas that no value can satisfy: every request would be refused, which no page means.
struct SchemaSanity {
  let node: SpecNode
  let draft: SchemaDraft

  func check() throws(ContractError) {
    try checkRange()
    try checkOrder("minLength", draft.strings.lengthMin, "maxLength", draft.strings.lengthMax)
    try checkOrder("minItems", draft.arrays.countMin, "maxItems", draft.arrays.countMax)
    try checkOrder(
      "minProperties", draft.objects.countMin, "maxProperties", draft.objects.countMax)
    guard !draft.types.isEmpty, let enumeration = draft.enumeration else { return }
    guard enumeration.values.contains(where: draft.types.admits) else {
      throw (node.member("enum") ?? node).error(.schema(.enumFitsNothing(draft.types.words)))
    }
  }

  private func checkRange() throws(ContractError) {
    let range = draft.numbers.range
    guard let lower = range.lower, let upper = range.upper, !range.isOrdered else { return }
    throw (node.member("minimum") ?? node).error(
      .schema(.boundsCrossed("minimum \(lower.value.text)", "maximum \(upper.value.text)")))
  }

  private func checkOrder(
    _ lowerName: String, _ lower: Int?, _ upperName: String, _ upper: Int?
  ) throws(ContractError) {
    guard let lower, let upper, lower > upper else { return }
    throw (node.member(lowerName) ?? node).error(
      .schema(.boundsCrossed("\(lowerName) \(lower)", "\(upperName) \(upper)")))
  }
}
