/// Runs a program over a text, with backtracking on a stack of its own and a bound on its steps:
/// patterns exist that take exponential time, and requests that make them.
struct PatternMatcher {
  private enum Frame {
    case choice(instruction: Int, offset: Int)
    /// A run that may give back scalars down to `least`, or take more up to `most`.
    case shorter(instruction: Int, offset: Int, least: Int)
    case longer(instruction: Int, offset: Int, set: PatternSet, left: Int)
    case restore(register: Int, value: Int)
  }

  private let program: PatternProgram
  private let bytes: UnsafeBufferPointer<UInt8>
  private var registers: [Int]
  private var frames: [Frame] = []
  private(set) var stepsLeft: Int

  /// - Parameter bytes: valid UTF-8, which outlives this value.
  init(program: PatternProgram, bytes: UnsafeBufferPointer<UInt8>, stepsMax: Int) {
    self.program = program
    self.bytes = bytes
    registers = Array(repeating: -1, count: program.registerCount)
    stepsLeft = stepsMax
  }

  mutating func search() -> Pattern.Verdict {
    var start = 0
    while true {
      let isMatch = run(from: 0, at: start, behind: nil)
      if stepsLeft <= 0 { return .undecided }
      if isMatch { return .matches }
      guard !program.isAnchored, start < bytes.count else { return .differs }
      start = offset(after: start)
    }
  }

  /// - Parameter target: where a look-behind must end.
  private mutating func run(from first: Int, at start: Int, behind target: Int?) -> Bool {
    let base = frames.count
    var instruction = first
    var offset = start
    while stepsLeft > 0 {
      stepsLeft -= 1
      var isAlive = true
      switch program.instructions[instruction] {
      case .matched:
        keepRegisters(above: base)
        return true
      case .lookBehindEnd:
        if offset == target {
          keepRegisters(above: base)
          return true
        }
        isAlive = false
      case .jump(let next): instruction = next - 1
      case .fork(let next, let other):
        frames.append(.choice(instruction: other, offset: offset))
        instruction = next - 1
      case .save(let register), .mark(let register): set(register, offset)
      case .advance(let register): isAlive = registers[register] != offset
      case .run(let set, let min, let max, let isGreedy):
        isAlive = take(set, min, max, isGreedy, instruction, &offset)
      case .look(let isAhead, let isNegated, let end):
        let found = look(from: instruction + 1, at: offset, isAhead: isAhead, isNegated)
        isAlive = found != isNegated
        instruction = end - 1
      case .scalar, .inputStart, .inputEnd, .wordBoundary, .backreference:
        isAlive = test(program.instructions[instruction], &offset)
      }
      instruction += 1
      if !isAlive, !backtrack(to: base, &instruction, &offset) { return false }
    }
    return false
  }

  private func test(_ instruction: PatternProgram.Instruction, _ offset: inout Int) -> Bool {
    switch instruction {
    case .scalar(let set):
      guard offset < bytes.count, set.contains(scalar(at: offset)) else { return false }
      offset = self.offset(after: offset)
      return true
    case .inputStart: return offset == 0
    case .inputEnd: return offset == bytes.count
    case .wordBoundary(let isNegated): return isWordBoundary(offset) != isNegated
    case .backreference(let group): return takeCapture(group, &offset)
    case .run, .jump, .fork, .save, .mark, .advance, .look, .lookBehindEnd, .matched: return false
    }
  }

  private mutating func backtrack(
    to base: Int, _ instruction: inout Int, _ offset: inout Int
  ) -> Bool {
    while frames.count > base {
      switch frames.removeLast() {
      case .restore(let register, let value): registers[register] = value
      case .choice(let next, let at):
        (instruction, offset) = (next, at)
        return true
      case .shorter(let next, let at, let least):
        (instruction, offset) = (next, self.offset(before: at))
        if offset > least {
          frames.append(.shorter(instruction: next, offset: offset, least: least))
        }
        return true
      case .longer(let next, let at, let set, let left):
        guard at < bytes.count, set.contains(scalar(at: at)) else { continue }
        (instruction, offset) = (next, self.offset(after: at))
        if left > 1 {
          frames.append(.longer(instruction: next, offset: offset, set: set, left: left - 1))
        }
        return true
      }
    }
    return false
  }

  private mutating func take(
    _ set: PatternSet, _ min: Int, _ max: Int, _ isGreedy: Bool, _ instruction: Int,
    _ offset: inout Int
  ) -> Bool {
    var count = 0
    var least = offset
    let wanted = isGreedy ? max : min
    while count < wanted, offset < bytes.count, stepsLeft > 0, set.contains(scalar(at: offset)) {
      offset = self.offset(after: offset)
      count += 1
      stepsLeft -= 1
      if count == min { least = offset }
    }
    guard count >= min else { return false }
    if isGreedy, offset > least {
      frames.append(.shorter(instruction: instruction + 1, offset: offset, least: least))
    } else if !isGreedy, max > min {
      frames.append(
        .longer(instruction: instruction + 1, offset: offset, set: set, left: max - min))
    }
    return true
  }

  private mutating func look(
    from instruction: Int, at offset: Int, isAhead: Bool, _ isNegated: Bool
  ) -> Bool {
    let base = frames.count
    var start = offset
    while true {
      let found = run(from: instruction, at: start, behind: isAhead ? nil : offset)
      if found {
        if isNegated { undo(to: base) }
        return true
      }
      guard !isAhead, start > 0, stepsLeft > 0 else { return false }
      start = self.offset(before: start)
    }
  }

  private mutating func undo(to base: Int) {
    while frames.count > base {
      if case .restore(let register, let value) = frames.removeLast() {
        registers[register] = value
      }
    }
  }

  /// What was found stays; the ways that were not tried are forgotten.
  private mutating func keepRegisters(above base: Int) {
    let kept = frames[base...].filter { if case .restore = $0 { true } else { false } }
    frames.replaceSubrange(base..., with: kept)
  }

  private mutating func set(_ register: Int, _ offset: Int) {
    frames.append(.restore(register: register, value: registers[register]))
    registers[register] = offset
  }

  /// A group that took no part matches nothing at all, successfully (ECMA-262 §22.2.2.9.1).
  private func takeCapture(_ group: Int, _ offset: inout Int) -> Bool {
    let start = registers[group * 2]
    let end = registers[group * 2 + 1]
    guard start >= 0, end >= start else { return true }
    let count = end - start
    guard bytes.count - offset >= count else { return false }
    for index in 0..<count where bytes[start + index] != bytes[offset + index] { return false }
    offset += count
    return true
  }

  private func isWordBoundary(_ offset: Int) -> Bool {
    let before = offset > 0 && isWordByte(bytes[offset - 1])
    let after = offset < bytes.count && isWordByte(bytes[offset])
    return before != after
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte.isFormatAlphanumeric || byte == UInt8(ascii: "_")
  }
}

/// The text is UTF-8; an offset always stands before a whole scalar.
extension PatternMatcher {
  private func scalar(at offset: Int) -> UInt32 {
    let first = UInt32(bytes[offset])
    guard first >= 0x80 else { return first }
    let length = Self.length(bytes[offset])
    var value = first & (0x7F >> UInt32(length))
    for index in 1..<length where offset + index < bytes.count {
      value = value << 6 | UInt32(bytes[offset + index] & 0x3F)
    }
    return value
  }

  private func offset(after offset: Int) -> Int {
    min(bytes.count, offset + Self.length(bytes[offset]))
  }

  private func offset(before offset: Int) -> Int {
    var previous = offset - 1
    while previous > 0, bytes[previous] & 0xC0 == 0x80 { previous -= 1 }
    return previous
  }

  private static func length(_ first: UInt8) -> Int {
    first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  }
}
