/// A power of ten as an exact integer of any length: an exponent may have a million digits, and
/// two that differ in the last one are two numbers.
enum JSONExponent: Hashable {
  /// Below 10^18 in magnitude.
  case small(Int)
  /// 10^18 or more in magnitude, in decimal digits (0…9, most significant first).
  case large(isNegative: Bool, digits: [UInt8])

  private static let smallDigitsMax = 18
  private static let smallBound = 1_000_000_000_000_000_000

  /// - Parameters:
  ///   - digits: what was written after `e` and its sign, in ASCII.
  ///   - shift: added to it; far below 10^18 in magnitude, for it counts bytes of text.
  init(isNegative: Bool, digits: some Collection<UInt8>, shift: Int) {
    let stripped = digits.drop { $0 == .zero }
    guard stripped.count > Self.smallDigitsMax else {
      let magnitude = stripped.reduce(0) { $0 * 10 + Int($1 &- .zero) }
      self = Self.canonical((isNegative ? -magnitude : magnitude) + shift)
      return
    }
    var sum = stripped.map { $0 &- .zero }
    Self.add(isNegative ? -shift : shift, to: &sum)
    self = Self.canonical(isNegative: isNegative, digits: sum)
  }

  /// The sum; `addend` is far below 10^18 in magnitude.
  func adding(_ addend: Int) -> JSONExponent {
    switch self {
    case .small(let value): return Self.canonical(value + addend)
    case .large(let isNegative, var digits):
      Self.add(isNegative ? -addend : addend, to: &digits)
      return Self.canonical(isNegative: isNegative, digits: digits)
    }
  }

  private static func canonical(_ value: Int) -> JSONExponent {
    guard value.magnitude >= smallBound else { return .small(value) }
    let digits = String(value.magnitude).utf8.map { $0 &- .zero }
    return .large(isNegative: value < 0, digits: digits)
  }

  private static func canonical(isNegative: Bool, digits: [UInt8]) -> JSONExponent {
    let stripped = Array(digits.drop { $0 == 0 })
    guard stripped.count <= smallDigitsMax else {
      return .large(isNegative: isNegative, digits: stripped)
    }
    let magnitude = stripped.reduce(0) { $0 * 10 + Int($1) }
    return .small(isNegative ? -magnitude : magnitude)
  }

  /// `digits` stand for more than `addend` in magnitude, so the sum does not change its sign.
  private static func add(_ addend: Int, to digits: inout [UInt8]) {
    var carry = addend
    var index = digits.count
    while carry != 0, index > 0 {
      index -= 1
      let sum = Int(digits[index]) + carry
      let digit = (sum % 10 + 10) % 10
      digits[index] = UInt8(digit)
      carry = (sum - digit) / 10
    }
    while carry > 0 {
      digits.insert(UInt8(carry % 10), at: 0)
      carry /= 10
    }
  }
}

extension JSONExponent: Comparable {
  static func < (left: JSONExponent, right: JSONExponent) -> Bool {
    switch (left, right) {
    case (.small(let left), .small(let right)):
      return left < right
    case (.small, .large(let isNegative, _)):
      return !isNegative
    case (.large(let isNegative, _), .small):
      return isNegative
    case (.large(let leftNegative, let leftDigits), .large(let rightNegative, let rightDigits)):
      guard leftNegative == rightNegative else { return leftNegative }
      let isLess = Self.isLess(leftDigits, rightDigits)
      return leftNegative ? leftDigits != rightDigits && !isLess : isLess
    }
  }

  private static func isLess(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return left.count < right.count }
    return left.lexicographicallyPrecedes(right)
  }
}
