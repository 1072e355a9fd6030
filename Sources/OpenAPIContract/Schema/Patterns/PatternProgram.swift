/// A regular expression as a nondeterministic automaton, one instruction a state (Thompson's
/// construction), and the kinds of scalars that it tells apart.
struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    /// One scalar of the set with this number; then the next instruction.
    case scalar(set: Int)
    case assertion(PatternAssertion)
    /// Goes on at both.
    case fork(Int, Int)
    case matched
  }

  private(set) var instructions: [Instruction] = []
  /// Every match begins at the start of the text.
  let isAnchored: Bool
  private(set) var hasWordBoundaries = false
  private var sets: [PatternSet: Int] = [:]

  /// A kind is a range of scalars that no set tells apart; here each begins. The first is 0.
  private var kindStarts: [UInt32] = []
  /// The kind of each ASCII scalar.
  private var asciiKinds: [Int] = []
  /// For each set and kind, whether the kind is in the set.
  private var memberships: [Bool] = []
  private var wordKinds: [Bool] = []

  /// Enough for `.{1,4096}`; the work for one scalar of a text is bounded by it.
  static let instructionsMax = 10_000
  static let kindsMax = 2_000

  init(_ node: PatternNode) throws(PatternError) {
    isAnchored = Self.beginsAtStart(node)
    try emit(node)
    try add(.matched)
    try findKinds()
  }

  private static func beginsAtStart(_ node: PatternNode) -> Bool {
    switch node {
    case .assertion(.textStart): true
    case .sequence(let nodes): nodes.first.map(beginsAtStart) ?? false
    case .alternatives(let nodes): nodes.allSatisfy(beginsAtStart)
    case .scalars, .assertion, .repetition: false
    }
  }

  // MARK: Instructions

  private mutating func add(_ instruction: Instruction) throws(PatternError) {
    guard instructions.count < Self.instructionsMax else {
      throw .unsupported(
        "it unfolds to more than \(Self.instructionsMax) steps; lower the bounds in {}")
    }
    instructions.append(instruction)
  }

  private mutating func emit(_ node: PatternNode) throws(PatternError) {
    switch node {
    case .scalars(let set):
      let number = sets[set] ?? sets.count
      sets[set] = number
      try add(.scalar(set: number))
    case .assertion(let assertion):
      if assertion == .wordBoundary || assertion == .noWordBoundary { hasWordBoundaries = true }
      try add(.assertion(assertion))
    case .sequence(let nodes): for node in nodes { try emit(node) }
    case .alternatives(let nodes): try emit(alternatives: nodes)
    case .repetition(let inner, let min, let max): try emit(repeating: inner, min, max)
    }
  }

  private mutating func emit(alternatives nodes: [PatternNode]) throws(PatternError) {
    var ends: [Int] = []
    for node in nodes.dropLast() {
      let fork = instructions.count
      try add(.fork(fork, fork))
      try emit(node)
      ends.append(instructions.count)
      try add(.fork(0, 0))
      instructions[fork] = .fork(fork + 1, instructions.count)
    }
    if let last = nodes.last { try emit(last) }
    for end in ends { instructions[end] = .fork(instructions.count, instructions.count) }
  }

  private mutating func emit(
    repeating inner: PatternNode, _ min: Int, _ max: Int?
  ) throws(PatternError) {
    for _ in 0..<min { try emitProgress(inner) }
    guard let max else {
      let fork = instructions.count
      try add(.fork(fork, fork))
      try emit(inner)
      try add(.fork(fork, fork))
      instructions[fork] = .fork(fork + 1, instructions.count)
      return
    }
    var forks: [Int] = []
    for _ in min..<max {
      forks.append(instructions.count)
      try add(.fork(0, 0))
      try emit(inner)
    }
    for fork in forks { instructions[fork] = .fork(fork + 1, instructions.count) }
  }

  /// Without an instruction of its own an empty group could be repeated a hundred million times.
  private mutating func emitProgress(_ inner: PatternNode) throws(PatternError) {
    let start = instructions.count
    try emit(inner)
    if instructions.count == start { try add(.fork(start + 1, start + 1)) }
  }

  // MARK: Kinds of scalars

  private mutating func findKinds() throws(PatternError) {
    var starts: Set<UInt32> = [0]
    for set in sets.keys + (hasWordBoundaries ? [.wordScalars] : []) {
      for range in set.ranges { starts.formUnion([range.lowerBound, range.upperBound + 1]) }
    }
    guard starts.count <= Self.kindsMax else {
      throw .unsupported("it tells more than \(Self.kindsMax) kinds of characters apart")
    }
    kindStarts = starts.sorted()
    asciiKinds = (0..<0x80).map { kind(among: kindStarts, of: $0) }
    memberships = Array(repeating: false, count: sets.count * kindStarts.count)
    for (set, number) in sets {
      for (kind, start) in kindStarts.enumerated() where set.contains(start) {
        memberships[number * kindStarts.count + kind] = true
      }
    }
    wordKinds = kindStarts.map(PatternSet.wordScalars.contains)
  }

  private func kind(among starts: [UInt32], of scalar: UInt32) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= scalar { low = middle } else { high = middle }
    }
    return low
  }

  var kindCount: Int { kindStarts.count }

  @inline(__always)
  func kind(of scalar: UInt32) -> Int {
    scalar < 0x80 ? asciiKinds[Int(scalar)] : kind(among: kindStarts, of: scalar)
  }

  func contains(set: Int, kind: Int) -> Bool { memberships[set * kindCount + kind] }

  func isWord(kind: Int) -> Bool { wordKinds[kind] }
}
