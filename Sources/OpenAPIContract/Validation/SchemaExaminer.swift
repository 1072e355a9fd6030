import StrictJSON

/// Says what is wrong with a value that `SchemaJudge` refused, or found odd: every violation at
/// once, in the order of the contract's fields. It is as thorough as it is slow, and bounded.
struct SchemaExaminer {
  let location: Violation.Location
  var judge: SchemaJudge
  var path = FieldPath()
  var judgement = Judgement()

  init(nodes: [SchemaNode], location: Violation.Location) {
    judge = SchemaJudge(nodes: nodes)
    self.location = location
  }

  /// The judge alone for a value that is fine; the examiner only when there is something to say.
  static func examine(
    _ value: JSONValue, nodes: [SchemaNode], root: SchemaID, location: Violation.Location
  ) -> Judgement {
    var judge = SchemaJudge(nodes: nodes)
    if judge.admits(value, root), !judge.sawOddField, !judge.gaveUp { return Judgement() }
    var examiner = SchemaExaminer(nodes: nodes, location: location)
    examiner.examine(value, root, isBranch: false)
    return examiner.finish()
  }

  mutating func finish() -> Judgement {
    guard judge.gaveUp else { return judgement }
    judgement.add(
      RequestWarning(
        kind: .notChecked, pointer: path.pointer,
        message: "a part took too long to judge and was let pass", nearest: nil))
    return judgement
  }

  mutating func examine(_ value: JSONValue, _ id: SchemaID, isBranch: Bool) {
    if judgement.isFull { return countOnly(value, id) }
    guard judge.enter() else { return }
    defer { judge.leave() }
    let node = judge.nodes[id.index]
    guard node.types.isEmpty || node.types.admits(value) else { return reportType(value, node) }
    if let enumeration = node.enumeration, !enumeration.admits(value) {
      let expected = ValueWords.list(enumeration.values)
      let short = ValueWords.short(value)
      report(.enum, node, expected: expected, actual: short, "\(short) is not one of \(expected)")
    }
    examineContent(value, node)
    if let combination = node.combination {
      judge.enterCombination()
      examine(value, combination, node)
      judge.leaveCombination()
    }
    guard !isBranch else { return }
    warnOfReadOnly(node)
    if case .object(let object) = value { warnOfUnknownFields(object, id) }
  }

  /// Nobody will read the words, so the judge's verdict is enough: one for the whole value.
  private mutating func countOnly(_ value: JSONValue, _ id: SchemaID) {
    if !judge.admits(value, id) { judgement.violationsDropped += 1 }
  }

  private mutating func examineContent(_ value: JSONValue, _ node: SchemaNode) {
    switch value {
    case .null, .bool: break
    case .number(let number): if let rules = node.numbers { examine(number, rules, node) }
    case .string(let text): if let rules = node.strings { examine(text, rules, node) }
    case .array(let items): if let rules = node.arrays { examine(items, rules, node) }
    case .object(let object): if let rules = node.objects { examine(object, rules, node) }
    }
  }

  private mutating func reportType(_ value: JSONValue, _ node: SchemaNode) {
    let expected = node.types.words
    let short = ValueWords.short(value)
    let kind = ValueWords.kind(value)
    let words = TypeWords.withArticle(node.types)
    let message = value.isNull ? "null is not \(words)" : "\(short) is \(kind), not \(words)"
    report(.type, node, expected: expected, actual: short, message)
  }

  /// - Parameter message: without the field's name.
  mutating func report(
    _ rule: RuleName, _ node: SchemaNode, expected: @autoclosure () -> String,
    actual: @autoclosure () -> String, _ message: @autoclosure () -> String
  ) {
    report(rule, source: node.source(of: rule), expected: expected(), actual: actual(), message())
  }

  mutating func report(
    _ rule: RuleName, source: RuleSource?, expected: @autoclosure () -> String,
    actual: @autoclosure () -> String, _ message: @autoclosure () -> String
  ) {
    guard !judgement.isFull else {
      judgement.violationsDropped += 1
      return
    }
    judgement.add(
      Violation(
        location: location, pointer: path.pointer, rule: rule, expected: expected(),
        actual: actual(), message: "\(place): \(message())", source: source))
  }

  /// The field as words: `images[0].url`, or the part of the request when it is all of it.
  var place: String {
    let words = path.words
    switch location {
    case .body: return words.isEmpty ? "body" : words
    case .header: return words
    case .query, .path, .cookie: return "\(location.rawValue) parameter \(words)"
    }
  }
}
