/// A decimal of few digits in machine integers: the value is `mantissa` / 10^`fractionCount`. It
/// answers for nearly every number of a request without allocating; the others take `JSONDecimal`.
struct SmallDecimal {
  private(set) var mantissa: Int
  private(set) var fractionCount: Int

  /// With at most this many bytes of text neither number can overflow when both are brought to
  /// the same scale: 9 digits, scaled by at most 10^9.
  private static let textCountMax = 9

  /// Nil for a long text and for one with an exponent.
  init?(_ text: String) {
    guard text.utf8.count <= Self.textCountMax else { return nil }
    var magnitude = 0
    var fraction: Int?
    var isNegative = false
    for byte in text.utf8 {
      switch byte {
      case .minus: isNegative = true
      case .period: fraction = 0
      case _ where byte.isDigit:
        magnitude = magnitude * 10 + Int(byte &- .zero)
        fraction = fraction.map { $0 + 1 }
      default: return nil
      }
    }
    mantissa = isNegative ? -magnitude : magnitude
    fractionCount = fraction ?? 0
  }

  /// Both mantissas at one scale.
  static func align(_ left: String, _ right: String) -> (left: Int, right: Int)? {
    guard var left = SmallDecimal(left), var right = SmallDecimal(right) else { return nil }
    let count = max(left.fractionCount, right.fractionCount)
    left.scale(to: count)
    right.scale(to: count)
    return (left.mantissa, right.mantissa)
  }

  private mutating func scale(to count: Int) {
    while fractionCount < count {
      mantissa *= 10
      fractionCount += 1
    }
  }
}
