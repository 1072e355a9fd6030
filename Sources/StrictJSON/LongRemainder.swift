/// The remainder of whole numbers whose divisor does not fit a machine word, digit by digit.
struct LongRemainder {
  private let divisor: [UInt8]

  /// - Parameter divisor: digits 0…9, the first of them not 0.
  init(divisor: [UInt8]) {
    self.divisor = divisor
  }

  /// Whether dividend × 10^zeros leaves no remainder.
  func isZero(dividend: [UInt8], zeros: Int) -> Bool {
    // One digit more than the divisor: the remainder before each step is below ten times it.
    var remainder = [UInt8](repeating: 0, count: divisor.count + 1)
    for index in 0..<(dividend.count + zeros) {
      remainder.removeFirst()
      remainder.append(index < dividend.count ? dividend[index] : 0)
      while !isBelowDivisor(remainder) { subtractDivisor(from: &remainder) }
    }
    return remainder.allSatisfy { $0 == 0 }
  }

  private func isBelowDivisor(_ remainder: [UInt8]) -> Bool {
    remainder[0] == 0 && remainder.dropFirst().lexicographicallyPrecedes(divisor)
  }

  private func subtractDivisor(from remainder: inout [UInt8]) {
    var borrow: UInt8 = 0
    for index in stride(from: divisor.count - 1, through: 0, by: -1) {
      let subtrahend = divisor[index] + borrow
      borrow = remainder[index + 1] < subtrahend ? 1 : 0
      remainder[index + 1] = remainder[index + 1] &+ borrow &* 10 &- subtrahend
    }
    remainder[0] -= borrow
  }
}
