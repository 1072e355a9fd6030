/// A regular expression as instructions for `PatternMatcher`.
struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    case scalar(PatternSet)
    /// As many scalars of the set as may be, or as few.
    case run(PatternSet, min: Int, max: Int, isGreedy: Bool)
    case jump(Int)
    /// Tries the first, then the second.
    case fork(Int, Int)
    case save(Int)
    /// Notes where an iteration begins.
    case mark(Int)
    /// An iteration that took nothing would go on for ever: it fails (ECMA-262 §22.2.2.3.1).
    case advance(Int)
    case inputStart
    case inputEnd
    case wordBoundary(isNegated: Bool)
    case backreference(Int)
    /// The instructions behind it look; those at `end` go on.
    case look(isAhead: Bool, isNegated: Bool, end: Int)
    /// A look-behind must end where it was asked.
    case lookBehindEnd
    case matched
  }

  private(set) var instructions: [Instruction] = []
  /// Two for each group, then one for each loop.
  private(set) var registerCount: Int
  let isAnchored: Bool

  static let instructionsMax = 20_000

  init(_ node: PatternNode, groupCount: Int) throws(PatternError) {
    registerCount = groupCount * 2
    isAnchored = Self.beginsAtStart(node)
    try emit(node, groupCount: groupCount)
    try add(.matched)
  }

  private static func beginsAtStart(_ node: PatternNode) -> Bool {
    switch node {
    case .inputStart: true
    case .sequence(let nodes): nodes.first.map(beginsAtStart) ?? false
    case .capture(let inner, _): beginsAtStart(inner)
    case .alternatives(let nodes): nodes.allSatisfy(beginsAtStart)
    case .empty, .scalars, .repetition, .inputEnd, .wordBoundary, .backreference, .look: false
    }
  }

  private mutating func add(_ instruction: Instruction) throws(PatternError) {
    guard instructions.count < Self.instructionsMax else { throw .tooLong(Self.instructionsMax) }
    instructions.append(instruction)
  }

  private mutating func emit(_ node: PatternNode, groupCount: Int) throws(PatternError) {
    switch node {
    case .empty: return
    case .scalars(let set): try add(.scalar(set))
    case .sequence(let nodes): for node in nodes { try emit(node, groupCount: groupCount) }
    case .alternatives(let nodes): try emit(alternatives: nodes[...], groupCount: groupCount)
    case .capture(let inner, let index):
      try add(.save(index * 2))
      try emit(inner, groupCount: groupCount)
      try add(.save(index * 2 + 1))
    case .repetition(let inner, let min, let max, let isGreedy):
      try emit(repeating: inner, min, max, isGreedy, groupCount)
    case .inputStart: try add(.inputStart)
    case .inputEnd: try add(.inputEnd)
    case .wordBoundary(let isNegated): try add(.wordBoundary(isNegated: isNegated))
    case .backreference(let index):
      // Annex B reads a number beyond the groups as an octal escape; nobody means that.
      guard index < groupCount else { throw .escapeUnknown(String(index)) }
      try add(.backreference(index))
    case .look(let inner, let isAhead, let isNegated):
      try emit(looking: inner, isAhead, isNegated, groupCount)
    }
  }

  private mutating func emit(
    alternatives nodes: ArraySlice<PatternNode>, groupCount: Int
  ) throws(PatternError) {
    var jumps: [Int] = []
    for index in nodes.indices.dropLast() {
      let fork = instructions.count
      try add(.fork(fork + 1, 0))
      try emit(nodes[index], groupCount: groupCount)
      jumps.append(instructions.count)
      try add(.jump(0))
      instructions[fork] = .fork(fork + 1, instructions.count)
    }
    try emit(nodes[nodes.endIndex - 1], groupCount: groupCount)
    for jump in jumps { instructions[jump] = .jump(instructions.count) }
  }

  private mutating func emit(
    looking inner: PatternNode, _ isAhead: Bool, _ isNegated: Bool, _ groupCount: Int
  ) throws(PatternError) {
    let start = instructions.count
    try add(.look(isAhead: isAhead, isNegated: isNegated, end: 0))
    try emit(inner, groupCount: groupCount)
    try add(isAhead ? .matched : .lookBehindEnd)
    instructions[start] = .look(
      isAhead: isAhead, isNegated: isNegated, end: instructions.count)
  }

  private mutating func emit(
    repeating inner: PatternNode, _ min: Int, _ max: Int?, _ isGreedy: Bool, _ groupCount: Int
  ) throws(PatternError) {
    if case .scalars(let set) = inner {
      return try add(.run(set, min: min, max: max ?? .max, isGreedy: isGreedy))
    }
    guard min <= Self.instructionsMax, max ?? 0 <= Self.instructionsMax else {
      throw .tooLong(Self.instructionsMax)
    }
    for _ in 0..<min { try emit(inner, groupCount: groupCount) }
    guard let max else { return try emit(loop: inner, isGreedy, groupCount) }
    var forks: [Int] = []
    for _ in min..<Swift.max(min, max) {
      forks.append(instructions.count)
      try add(.fork(0, 0))
      let register = newRegister()
      try add(.mark(register))
      try emit(inner, groupCount: groupCount)
      try add(.advance(register))
    }
    for fork in forks { setFork(at: fork, end: instructions.count, isGreedy) }
  }

  private mutating func emit(
    loop inner: PatternNode, _ isGreedy: Bool, _ groupCount: Int
  ) throws(PatternError) {
    let fork = instructions.count
    try add(.fork(0, 0))
    let register = newRegister()
    try add(.mark(register))
    try emit(inner, groupCount: groupCount)
    try add(.advance(register))
    try add(.jump(fork))
    setFork(at: fork, end: instructions.count, isGreedy)
  }

  private mutating func newRegister() -> Int {
    registerCount += 1
    return registerCount - 1
  }

  private mutating func setFork(at fork: Int, end: Int, _ isGreedy: Bool) {
    instructions[fork] = isGreedy ? .fork(fork + 1, end) : .fork(end, fork + 1)
  }
}
