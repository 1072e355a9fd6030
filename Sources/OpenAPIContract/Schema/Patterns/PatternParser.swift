/// Reads a regular expression by the grammar of ECMA-262 §22.2.1, with the leniencies of its annex
/// B that people rely on: `{` and `]` by themselves, `\-` and the like.
struct PatternParser {
  var scanner: PatternScanner
  private(set) var groupCount = 1
  private var names: [String: Int] = [:]
  private var depth = 0

  private static let depthMax = 64

  init(_ text: String) {
    scanner = PatternScanner(text)
    names = Self.groupNames(in: scanner.scalars)
  }

  mutating func parse() throws(PatternError) -> PatternNode {
    let node = try parseAlternatives()
    guard scanner.isAtEnd else { throw .groupUnopened }
    return node
  }

  private mutating func parseAlternatives() throws(PatternError) -> PatternNode {
    guard depth < Self.depthMax else { throw .tooDeep(Self.depthMax) }
    depth += 1
    defer { depth -= 1 }
    var alternatives = [try parseSequence()]
    while scanner.take("|") { alternatives.append(try parseSequence()) }
    return alternatives.count == 1 ? alternatives[0] : .alternatives(alternatives)
  }

  private mutating func parseSequence() throws(PatternError) -> PatternNode {
    var terms: [PatternNode] = []
    while let next = scanner.next, next != "|", next != ")" {
      terms.append(try parseTerm())
    }
    return terms.count == 1 ? terms[0] : terms.isEmpty ? .empty : .sequence(terms)
  }

  private mutating func parseTerm() throws(PatternError) -> PatternNode {
    let atom = try parseAtom()
    guard let bounds = try parseQuantifier() else { return atom }
    switch atom {
    case .inputStart, .inputEnd, .wordBoundary: throw .nothingToRepeat
    case .look(_, isAhead: false, _): throw .nothingToRepeat
    case .empty, .scalars, .sequence, .alternatives, .capture, .repetition, .backreference, .look:
      break
    }
    let isGreedy = !scanner.take("?")
    return .repetition(atom, min: bounds.min, max: bounds.max, isGreedy: isGreedy)
  }

  private mutating func parseAtom() throws(PatternError) -> PatternNode {
    guard let scalar = scanner.takeAny() else { return .empty }
    switch scalar {
    case "^": return .inputStart
    case "$": return .inputEnd
    case ".": return .scalars(PatternSet.lineTerminators.negated)
    case "(": return try parseGroup()
    case "[": return .scalars(try parseClass())
    case "\\": return try parseEscape()
    case "*", "+", "?": throw .nothingToRepeat
    default: return .scalars(PatternSet(scalar: scalar.value))
    }
  }

  private mutating func parseQuantifier() throws(PatternError) -> (min: Int, max: Int?)? {
    if scanner.take("*") { return (0, nil) }
    if scanner.take("+") { return (1, nil) }
    if scanner.take("?") { return (0, 1) }
    let start = scanner.index
    guard scanner.take("{") else { return nil }
    guard let min = scanner.takeNumber() else {
      scanner.index = start
      return nil
    }
    var max: Int? = min
    if scanner.take(",") { max = scanner.takeNumber() }
    guard scanner.take("}") else {
      scanner.index = start
      return nil
    }
    if let max, max < min { throw .boundsReversed }
    return (min, max)
  }

  private mutating func parseGroup() throws(PatternError) -> PatternNode {
    guard scanner.take("?") else { return try parseCapture() }
    if scanner.take(":") { return try parseRest() }
    if scanner.take("=") { return .look(try parseRest(), isAhead: true, isNegated: false) }
    if scanner.take("!") { return .look(try parseRest(), isAhead: true, isNegated: true) }
    guard scanner.take("<") else {
      throw .groupUnknown(scanner.next.map(String.init) ?? "")
    }
    if scanner.take("=") { return .look(try parseRest(), isAhead: false, isNegated: false) }
    if scanner.take("!") { return .look(try parseRest(), isAhead: false, isNegated: true) }
    guard let name = scanner.take(until: ">"), names[name] == groupCount else {
      throw .groupNameInvalid
    }
    return try parseCapture()
  }

  private mutating func parseCapture() throws(PatternError) -> PatternNode {
    let index = groupCount
    groupCount += 1
    return .capture(try parseRest(), index: index)
  }

  private mutating func parseRest() throws(PatternError) -> PatternNode {
    let node = try parseAlternatives()
    guard scanner.take(")") else { throw .groupUnclosed }
    return node
  }

  private mutating func parseEscape() throws(PatternError) -> PatternNode {
    if scanner.take("b") { return .wordBoundary(isNegated: false) }
    if scanner.take("B") { return .wordBoundary(isNegated: true) }
    if scanner.take("k") {
      guard scanner.take("<"), let name = scanner.take(until: ">"), let index = names[name] else {
        throw .groupNameInvalid
      }
      return .backreference(index)
    }
    if let digit = scanner.next, digit != "0", digit.isASCIIDigit, let index = scanner.takeNumber()
    {
      return .backreference(index)
    }
    return .scalars(try scanner.takeEscapedSet())
  }

  private mutating func parseClass() throws(PatternError) -> PatternSet {
    let isNegated = scanner.take("^")
    var set = PatternSet()
    while !scanner.take("]") {
      let start = scanner.index
      let lower = try scanner.takeClassAtom()
      guard scanner.next == "-", scanner.peek(1) != "]", scanner.peek(1) != nil else {
        set.insert(lower)
        continue
      }
      _ = scanner.take("-")
      let upper = try scanner.takeClassAtom()
      guard let from = lower.soleScalar, let to = upper.soleScalar else {
        // Annex B: a class such as \d is no end of a range, so the hyphen stands for itself.
        set.insert(lower)
        set.insert(PatternSet(scalar: 0x2D))
        set.insert(upper)
        continue
      }
      guard from <= to else { throw .rangeReversed(scanner.text(from: start)) }
      set.ranges.append(from...to)
    }
    set.isNegated = isNegated
    return set
  }

  /// The names of `(?<name>…)`, found beforehand since `\k<name>` may stand before its group.
  private static func groupNames(in scalars: [Unicode.Scalar]) -> [String: Int] {
    var names: [String: Int] = [:]
    var scanner = PatternScanner(scalars)
    var count = 1
    while let scalar = scanner.takeAny() {
      if scalar == "\\" { _ = scanner.takeAny() }
      if scalar == "[" { scanner.skipClass() }
      guard scalar == "(" else { continue }
      guard scanner.take("?") else {
        count += 1
        continue
      }
      guard scanner.take("<"), scanner.next != "=", scanner.next != "!" else { continue }
      if let name = scanner.take(until: ">"), !name.isEmpty, names[name] == nil {
        names[name] = count
      }
      count += 1
    }
    return names
  }
}

extension PatternSet {
  /// The scalar that the set is, when it is one.
  fileprivate var soleScalar: UInt32? {
    guard !isNegated, properties.isEmpty, ranges.count == 1, ranges[0].count == 1 else {
      return nil
    }
    return ranges[0].lowerBound
  }
}
