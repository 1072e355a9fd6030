/// Runs a program over one text, all its ways at once: what it has met before it looks up, so that
/// most scalars cost one look at a table (a deterministic automaton that is built as it is needed).
/// The time is linear in the text, times the program at worst.
struct PatternMatcher {
  /// What stands before a place in the text.
  private enum Before {
    case start
    case word
    case other
  }

  /// The instructions that wait for the next scalar, in order.
  private struct State: Hashable {
    let instructions: [Int]
    let before: Before
  }

  /// A state's number, or one of these.
  private static let unknown = -1
  private static let dead = -2
  private static let matched = -3

  /// With more entries the table is begun anew: it must not grow with the text.
  private static let tableCountMax = 100_000

  private let program: PatternProgram
  private var states: [State] = []
  private var numbers: [State: Int] = [:]
  /// For each state and kind of scalar, where it leads.
  private var table: [Int] = []
  /// For each instruction the last visit that came by it.
  private var visits: [Int]
  private var visit = 0

  init(_ program: PatternProgram) {
    self.program = program
    visits = Array(repeating: 0, count: program.instructions.count)
  }

  /// - Parameter bytes: well-formed UTF-8.
  mutating func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var state = number(of: State(instructions: [0], before: .start))
    var offset = 0
    while offset < bytes.count {
      let kind = program.kind(of: Self.takeScalar(bytes, &offset))
      var next = table[state * program.kindCount + kind]
      if next == Self.unknown { next = step(from: &state, kind) }
      if next == Self.matched { return true }
      if next == Self.dead { return false }
      state = next
    }
    return waiting(in: states[state], next: nil) == nil
  }

  /// - Parameter state: gets another number when the table is begun anew.
  private mutating func step(from state: inout Int, _ kind: Int) -> Int {
    if table.count >= Self.tableCountMax {
      let kept = states[state]
      states = []
      numbers = [:]
      table = []
      state = number(of: kept)
    }
    let next = target(of: states[state], kind)
    table[state * program.kindCount + kind] = next
    return next
  }

  private mutating func target(of state: State, _ kind: Int) -> Int {
    guard let waiting = waiting(in: state, next: kind) else { return Self.matched }
    var instructions: Set<Int> = program.isAnchored ? [] : [0]
    for index in waiting {
      if case .scalar(let set) = program.instructions[index],
        program.contains(set: set, kind: kind)
      {
        instructions.insert(index + 1)
      }
    }
    guard !instructions.isEmpty else { return Self.dead }
    // Only a program that asks what stands before a place needs to tell it.
    let isWord = program.hasWordBoundaries && program.isWord(kind: kind)
    return number(
      of: State(instructions: instructions.sorted(), before: isWord ? .word : .other))
  }

  private mutating func number(of state: State) -> Int {
    if let number = numbers[state] { return number }
    numbers[state] = states.count
    states.append(state)
    table += repeatElement(Self.unknown, count: program.kindCount)
    return states.count - 1
  }

  /// The instructions that take a scalar, over all forks and assertions; nil when one is `matched`.
  /// - Parameter next: the kind of the scalar that follows; nil at the end of the text.
  private mutating func waiting(in state: State, next: Int?) -> [Int]? {
    visit += 1
    var waiting: [Int] = []
    var stack = state.instructions
    while let index = stack.popLast() {
      guard visits[index] != visit else { continue }
      visits[index] = visit
      switch program.instructions[index] {
      case .scalar: waiting.append(index)
      case .fork(let one, let other): stack += [one, other]
      case .assertion(let assertion):
        if holds(assertion, after: state.before, next: next) { stack.append(index + 1) }
      case .matched: return nil
      }
    }
    return waiting
  }

  private func holds(_ assertion: PatternAssertion, after before: Before, next: Int?) -> Bool {
    let isBoundary = (before == .word) != (next.map(program.isWord) ?? false)
    return switch assertion {
    case .textStart: before == .start
    case .textEnd: next == nil
    case .wordBoundary: isBoundary
    case .noWordBoundary: !isBoundary
    }
  }

  @inline(__always)
  private static func takeScalar(
    _ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int
  ) -> UInt32 {
    let first = UInt32(bytes[offset])
    offset += 1
    guard first >= 0x80 else { return first }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = first & (0x7F >> UInt32(length))
    for _ in 1..<length where offset < bytes.count {
      value = value << 6 | UInt32(bytes[offset] & 0x3F)
      offset += 1
    }
    return value
  }
}
