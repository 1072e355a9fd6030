/// A regular expression as its grammar has it (ECMA-262 §22.2.1). Groups are not kept: nothing here
/// asks what a group matched.
indirect enum PatternNode {
  case scalars(PatternSet)
  case assertion(PatternAssertion)
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case repetition(PatternNode, min: Int, max: Int?)
}

/// What must hold between two scalars.
enum PatternAssertion: Sendable {
  case textStart
  case textEnd
  case wordBoundary
  case noWordBoundary

  func holds(before: UInt32?, next: UInt32?) -> Bool {
    let isBoundary = Self.isWord(before) != Self.isWord(next)
    return switch self {
    case .textStart: before == nil
    case .textEnd: next == nil
    case .wordBoundary: isBoundary
    case .noWordBoundary: !isBoundary
    }
  }

  private static func isWord(_ scalar: UInt32?) -> Bool {
    scalar.map(PatternSet.wordScalars.contains) ?? false
  }
}

/// Reads a regular expression by the grammar of ECMA-262 §22.2.1, with the leniencies of its annex
/// B that people rely on: `{` and `]` by themselves, `\-` and the like.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var depth = 0

  private static let depthMax = 64

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func parse() throws(PatternError) -> PatternNode {
    let node = try parseAlternatives()
    guard index == scalars.count else {
      throw .invalid("there is a ) too many; escape it as \\)")
    }
    return node
  }

  private mutating func parseAlternatives() throws(PatternError) -> PatternNode {
    guard depth < Self.depthMax else {
      throw .unsupported("groups nest deeper than \(Self.depthMax)")
    }
    depth += 1
    defer { depth -= 1 }
    var alternatives = [try parseSequence()]
    while take("|") { alternatives.append(try parseSequence()) }
    return alternatives.count == 1 ? alternatives[0] : .alternatives(alternatives)
  }

  private mutating func parseSequence() throws(PatternError) -> PatternNode {
    var terms: [PatternNode] = []
    while let next, next != "|", next != ")" { terms.append(try parseTerm()) }
    return terms.count == 1 ? terms[0] : .sequence(terms)
  }

  private mutating func parseTerm() throws(PatternError) -> PatternNode {
    let isGroup = next == "("
    let atom = try parseAtom()
    guard let bounds = try parseQuantifier() else { return atom }
    if case .assertion = atom, !isGroup { throw Self.nothingToRepeat }
    // As few as possible or as many: whether there is a match is the same.
    _ = take("?")
    return .repetition(atom, min: bounds.min, max: bounds.max)
  }

  private mutating func parseAtom() throws(PatternError) -> PatternNode {
    guard let scalar = takeAny() else { return .sequence([]) }
    switch scalar {
    case "^": return .assertion(.textStart)
    case "$": return .assertion(.textEnd)
    case ".": return .scalars(PatternSet.lineTerminators.negated)
    case "(": return try parseGroup()
    case "[": return .scalars(try parseClass())
    case "\\" where take("b"): return .assertion(.wordBoundary)
    case "\\" where take("B"): return .assertion(.noWordBoundary)
    case "\\": return .scalars(try takeEscapedSet())
    case "*", "+", "?": throw Self.nothingToRepeat
    default: return .scalars(PatternSet(scalar: scalar.value))
    }
  }

  private static let nothingToRepeat = PatternError.invalid(
    "there is nothing to repeat before *, +, ? or {")

  private mutating func parseQuantifier() throws(PatternError) -> (min: Int, max: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = index
    guard take("{"), let min = takeNumber() else {
      index = start
      return nil
    }
    let max = take(",") ? takeNumber() : min
    guard take("}") else {
      index = start
      return nil
    }
    if let max, max < min { throw .invalid("the bounds in {} run backwards") }
    return (min, max)
  }

  private mutating func parseGroup() throws(PatternError) -> PatternNode {
    if take("?"), !take(":") {
      switch next {
      case "=", "!": throw .unsupported("look-ahead (?\(Self.text(next)) is not supported")
      case "<": throw .unsupported("look-behind and named groups (?< are not supported")
      default: throw .invalid("(?\(Self.text(next)) begins no group that ECMA-262 has")
      }
    }
    let node = try parseAlternatives()
    guard take(")") else { throw .invalid("a group is not closed with )") }
    return node
  }

  // MARK: Classes

  private mutating func parseClass() throws(PatternError) -> PatternSet {
    let isNegated = take("^")
    var set = PatternSet()
    while !take("]") {
      let start = index
      let lower = try takeClassAtom()
      guard next == "-", let end = peek(1), end != "]" else {
        set.insert(lower)
        continue
      }
      index += 1
      let upper = try takeClassAtom()
      guard let from = lower.soleScalar, let to = upper.soleScalar else {
        // Annex B: a class such as \d is no end of a range, so the hyphen stands for itself.
        for part in [lower, PatternSet(scalar: 0x2D), upper] { set.insert(part) }
        continue
      }
      guard from <= to else {
        let range = scalars[start..<index].map(Self.text).joined()
        throw .invalid("the range \(range) runs backwards")
      }
      set.ranges.append(from...to)
    }
    set.isNegated = isNegated
    return set
  }

  private mutating func takeClassAtom() throws(PatternError) -> PatternSet {
    guard let scalar = takeAny() else {
      throw .invalid("a character class is not closed with ]")
    }
    guard scalar == "\\" else { return PatternSet(scalar: scalar.value) }
    if take("b") { return PatternSet(scalar: 0x08) }
    return try takeEscapedSet()
  }

  // MARK: Escapes

  /// Behind the backslash: a class such as `\d`, or one scalar.
  private mutating func takeEscapedSet() throws(PatternError) -> PatternSet {
    guard let scalar = takeAny() else { throw .invalid("it ends in the middle of an escape") }
    switch scalar {
    case "d": return .digits
    case "D": return PatternSet.digits.negated
    case "w": return .wordScalars
    case "W": return PatternSet.wordScalars.negated
    case "s": return .spaces
    case "S": return PatternSet.spaces.negated
    case "p", "P": throw .unsupported("\\\(scalar){…} is not supported; write a class in brackets")
    case "k", "1"..."9": throw .unsupported("the back reference \\\(scalar) is not supported")
    default: return PatternSet(scalar: try takeEscapedScalar(scalar))
    }
  }

  private mutating func takeEscapedScalar(_ scalar: Unicode.Scalar) throws(PatternError) -> UInt32 {
    switch scalar {
    case "t": return 0x09
    case "n": return 0x0A
    case "v": return 0x0B
    case "f": return 0x0C
    case "r": return 0x0D
    case "0" where next.map(Self.isDigit) != true: return 0
    case "c":
      if let letter = takeAny(), Self.isLetter(letter) { return letter.value % 32 }
    case "x":
      if let value = takeHex(count: 2) { return value }
    case "u":
      if let value = takeUnicode() { return value }
    default:
      if !Self.isLetter(scalar), !Self.isDigit(scalar) { return scalar.value }
    }
    throw .invalid("\\\(scalar) is no escape")
  }

  /// `\u{1F600}`, `\u4e00`, or two of the latter for a scalar beyond U+FFFF.
  private mutating func takeUnicode() -> UInt32? {
    if take("{") {
      guard let end = scalars[index...].firstIndex(of: "}"), end - index <= 8 else { return nil }
      let value = UInt32(scalars[index..<end].map(Self.text).joined(), radix: 16)
      index = end + 1
      return value.flatMap { $0 <= 0x10FFFF ? $0 : nil }
    }
    guard let high = takeHex(count: 4) else { return nil }
    guard (0xD800...0xDBFF).contains(high), peek(0) == "\\", peek(1) == "u" else { return high }
    let start = index
    index += 2
    guard let low = takeHex(count: 4), (0xDC00...0xDFFF).contains(low) else {
      index = start
      return high
    }
    return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
  }

  private mutating func takeHex(count: Int) -> UInt32? {
    var value: UInt32 = 0
    for offset in 0..<count {
      guard let digit = peek(offset).flatMap({ UInt32(Self.text($0), radix: 16) }) else {
        return nil
      }
      value = value * 16 + digit
    }
    index += count
    return value
  }

  // MARK: Scalars

  private var next: Unicode.Scalar? { peek(0) }

  private func peek(_ offset: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index + offset) ? scalars[index + offset] : nil
  }

  private mutating func takeAny() -> Unicode.Scalar? {
    guard let scalar = next else { return nil }
    index += 1
    return scalar
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  /// Cut at a hundred million: no program of so many steps is built.
  private mutating func takeNumber() -> Int? {
    guard next.map(Self.isDigit) == true else { return nil }
    var value = 0
    while let digit = next, Self.isDigit(digit) {
      value = min(value * 10 + Int(digit.value - 0x30), 100_000_000)
      index += 1
    }
    return value
  }

  private static func text(_ scalar: Unicode.Scalar?) -> String {
    scalar.map { String($0) } ?? ""
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}
