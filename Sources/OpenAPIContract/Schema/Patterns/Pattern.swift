/// A regular expression of ECMA-262, which JSON Schema's `pattern` is: it matches anywhere in the
/// text unless it is anchored. It knows literals, classes, groups, alternatives, repetitions, `^`,
/// `$` and `\b`. It runs as an automaton that is in all its states at once (Thompson's
/// construction), so the time for a text is linear in it, times the pattern's steps at worst.
package struct Pattern: Sendable {
  fileprivate enum Step: Sendable {
    /// One scalar of the set; then the next step.
    case scalar(PatternSet)
    case assertion(PatternAssertion)
    /// Goes on at both.
    case fork(Int, Int)
    case matched
  }

  package let text: String
  fileprivate private(set) var steps: [Step] = []
  /// Every match begins at the start of the text.
  fileprivate let isAnchored: Bool

  /// Enough for `.{1,4096}`; the work for one scalar of a text is bounded by it.
  private static let stepsMax = 10_000

  package init(_ text: String) throws(PatternError) {
    self.text = text
    var parser = PatternParser(text)
    let node = try parser.parse()
    isAnchored = Self.beginsAtStart(node)
    try emit(node)
    try add(.matched)
  }

  package func matches(_ subject: String) -> Bool {
    var matcher = PatternMatcher(self)
    return matcher.matches(subject)
  }

  private static func beginsAtStart(_ node: PatternNode) -> Bool {
    switch node {
    case .assertion(.textStart): true
    case .sequence(let nodes): nodes.first.map(beginsAtStart) ?? false
    case .alternatives(let nodes): nodes.allSatisfy(beginsAtStart)
    case .scalars, .assertion, .repetition: false
    }
  }

  private mutating func add(_ step: Step) throws(PatternError) {
    guard steps.count < Self.stepsMax else {
      throw .unsupported("it unfolds to more than \(Self.stepsMax) steps; lower the bounds in {}")
    }
    steps.append(step)
  }

  private mutating func emit(_ node: PatternNode) throws(PatternError) {
    switch node {
    case .scalars(let set): try add(.scalar(set))
    case .assertion(let assertion): try add(.assertion(assertion))
    case .sequence(let nodes): for node in nodes { try emit(node) }
    case .alternatives(let nodes):
      var ends: [Int] = []
      for node in nodes.dropLast() {
        try emitBranch { pattern throws(PatternError) in
          try pattern.emit(node)
          ends.append(pattern.steps.count)
          try pattern.add(.fork(0, 0))
        }
      }
      if let last = nodes.last { try emit(last) }
      for end in ends { steps[end] = .fork(steps.count, steps.count) }
    case .repetition(let inner, let min, let max): try emit(repeating: inner, min, max)
    }
  }

  private mutating func emit(
    repeating inner: PatternNode, _ min: Int, _ max: Int?
  ) throws(PatternError) {
    for _ in 0..<min {
      let start = steps.count
      try emit(inner)
      // Without a step of its own an empty group could be repeated a hundred million times.
      if steps.count == start { try add(.fork(start + 1, start + 1)) }
    }
    guard let max else {
      let start = steps.count
      return try emitBranch { pattern throws(PatternError) in
        try pattern.emit(inner)
        try pattern.add(.fork(start, start))
      }
    }
    var forks: [Int] = []
    for _ in min..<max {
      forks.append(steps.count)
      try add(.fork(0, 0))
      try emit(inner)
    }
    for fork in forks { steps[fork] = .fork(fork + 1, steps.count) }
  }

  /// A fork into what `emit` adds, and past it.
  private mutating func emitBranch(
    _ emit: (inout Pattern) throws(PatternError) -> Void
  ) throws(PatternError) {
    let fork = steps.count
    try add(.fork(0, 0))
    try emit(&self)
    steps[fork] = .fork(fork + 1, steps.count)
  }
}

/// One run of a pattern over one text.
private struct PatternMatcher {
  private let pattern: Pattern
  /// Steps still to follow before the next scalar.
  private var pending = [0]
  /// Steps that wait for the next scalar.
  private var waiting: [Int] = []
  /// For each step the last place in the text at which it was followed.
  private var places: [Int]

  init(_ pattern: Pattern) {
    self.pattern = pattern
    places = Array(repeating: -1, count: pattern.steps.count)
  }

  mutating func matches(_ subject: String) -> Bool {
    var scalars = subject.unicodeScalars.makeIterator()
    var (before, next) = (UInt32?.none, scalars.next()?.value)
    var place = 0
    while !pending.isEmpty {
      if follow(at: place, before: before, next: next) { return true }
      guard let scalar = next else { return false }
      if !pattern.isAnchored { pending.append(0) }
      for index in waiting {
        if case .scalar(let set) = pattern.steps[index], set.contains(scalar) {
          pending.append(index + 1)
        }
      }
      (before, next) = (scalar, scalars.next()?.value)
      place += 1
    }
    return false
  }

  /// Goes over all forks and assertions to the steps that take a scalar; true when it comes to the
  /// end of the pattern.
  private mutating func follow(at place: Int, before: UInt32?, next: UInt32?) -> Bool {
    waiting.removeAll(keepingCapacity: true)
    while let index = pending.popLast() {
      guard places[index] != place else { continue }
      places[index] = place
      switch pattern.steps[index] {
      case .scalar: waiting.append(index)
      case .fork(let one, let other):
        pending.append(one)
        pending.append(other)
      case .assertion(let assertion):
        if assertion.holds(before: before, next: next) { pending.append(index + 1) }
      case .matched: return true
      }
    }
    return false
  }
}

/// Why a regular expression is not checked.
package enum PatternError: Error, Equatable, Sendable, CustomStringConvertible {
  /// It is none of ECMA-262: what is wrong, and what would be right.
  case invalid(String)
  /// It may be one, but this program does not know what it uses.
  case unsupported(String)

  package var description: String {
    switch self {
    case .invalid(let reason), .unsupported(let reason): reason
    }
  }
}
