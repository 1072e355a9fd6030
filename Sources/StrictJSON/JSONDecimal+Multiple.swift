/// Whole-number division of exact decimals, by long division: linear in the dividend's digits.
extension JSONDecimal {
  func isMultiple(of divisor: JSONDecimal) -> Bool {
    guard !divisor.digits.isEmpty else { return false }
    guard !digits.isEmpty else { return true }
    guard let zeros = zeroCount(over: divisor) else { return false }
    if divisor.digits.count <= Self.wordDigitsMax {
      return remainder(zeros: zeros, word: divisor.digits.reduce(0) { $0 * 10 + UInt64($1) }) == 0
    }
    return LongRemainder(divisor: divisor.digits).isZero(dividend: digits, zeros: zeros)
  }

  /// Ten times a number of this many digits fits a word.
  private static let wordDigitsMax = 18

  /// As whole numbers the two are their digits, times a power of ten each; this is how many more
  /// zeros the dividend has. Nil when it has fewer: it ends in another digit than 0, so it cannot
  /// be a multiple then. Beyond the divisor's own powers of two and five (fewer than four a
  /// digit), further zeros change nothing, so `1e1000000000` costs no more.
  private func zeroCount(over divisor: JSONDecimal) -> Int? {
    let useful = 4 * divisor.digits.count
    switch (exponent, divisor.exponent) {
    case (.small(let own), .small(let other)):
      let zeros = (own - digits.count) - (other - divisor.digits.count)
      return zeros < 0 ? nil : min(zeros, useful)
    case (.small, .large), (.large, .small), (.large, .large):
      return zeroCountOfLarge(over: divisor, useful: useful)
    }
  }

  private func zeroCountOfLarge(over divisor: JSONDecimal, useful: Int) -> Int? {
    let own = exponent.adding(-digits.count)
    let other = divisor.exponent.adding(-divisor.digits.count)
    if own < other { return nil }
    return (0..<useful).first { other.adding($0) == own } ?? useful
  }

  private func remainder(zeros: Int, word divisor: UInt64) -> UInt64 {
    var remainder: UInt64 = 0
    for index in 0..<(digits.count + zeros) {
      let digit = index < digits.count ? UInt64(digits[index]) : 0
      remainder = (remainder * 10 + digit) % divisor
    }
    return remainder
  }
}
