/// The exact value of a number's text: ± 0.d₁d₂d₃… × 10^exponent, where neither the first nor the
/// last digit is 0. It reads the text in place, so a number of megabytes costs one pass and no
/// memory, and `1e1000000000` is never written out.
///
/// Two bounds keep the arithmetic small. An exponent beyond ±10⁹ counts as ±10⁹, so numbers out
/// there differ by their sign and digits alone. Of a divisor, the first 37 digits count.
struct JSONDecimal {
  static let exponentMax = 1_000_000_000
  /// Ten times a number of this many digits fits 128 bits.
  static let divisorDigitsMax = 37

  /// -1, 0 or 1.
  private(set) var sign = 0
  private(set) var exponent = 0
  private let bytes: UnsafeBufferPointer<UInt8>
  /// From the first to the last digit that is not 0; the period may stand among them.
  private var significant = 0..<0
  private var digitCount = 0

  /// - Parameter bytes: checked against RFC 8259 §6; they outlive this value.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    var end = bytes.count
    var period: Int?
    var first: Int?
    var last = 0
    scan: for offset in bytes.indices {
      switch bytes[offset] {
      case .zero, .minus: continue
      case .period: period = offset
      case .lowercaseE, .uppercaseE:
        end = offset
        break scan
      default:
        first = first ?? offset
        last = offset
      }
    }
    guard let first else { return }
    let point = period ?? end
    sign = bytes[0] == .minus ? -1 : 1
    significant = first..<(last + 1)
    digitCount = significant.count - (significant.contains(point) ? 1 : 0)
    let shift = point > first ? point - first : point + 1 - first
    exponent = Self.clamped(Self.writtenExponent(bytes[end...].dropFirst()) + shift)
  }

  private static func clamped(_ exponent: Int) -> Int {
    min(max(exponent, -exponentMax), exponentMax)
  }

  /// What stands after the `e`. One of many digits is cut far beyond `exponentMax`.
  private static func writtenExponent(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var magnitude = 0
    for byte in bytes where byte.isDigit {
      magnitude = min(magnitude * 10 + Int(byte &- .zero), 1 << 50)
    }
    return bytes.first == .minus ? -magnitude : magnitude
  }

  private var digits: LazyFilterSequence<Slice<UnsafeBufferPointer<UInt8>>> {
    bytes[significant].lazy.filter { $0 != .period }
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(sign)
    hasher.combine(exponent)
    for digit in digits { hasher.combine(digit) }
  }
}

// MARK: Arithmetic

extension JSONDecimal {
  /// -1 when this is less than the other, 0 when they are equal, 1 when it is greater.
  func order(to other: JSONDecimal) -> Int {
    guard sign == other.sign else { return sign < other.sign ? -1 : 1 }
    guard exponent == other.exponent else { return exponent < other.exponent ? -sign : sign }
    if digits.elementsEqual(other.digits) { return 0 }
    return digits.lexicographicallyPrecedes(other.digits) ? -sign : sign
  }

  /// The value when it is whole and fits.
  var int: Int? {
    // The longest `Int` has 19 digits.
    guard digitCount <= exponent, exponent <= 19 else { return sign == 0 ? 0 : nil }
    var value: Int128 = 0
    for digit in digits { value = value * 10 + Int128(digit &- .zero) }
    for _ in digitCount..<exponent { value *= 10 }
    return Int(exactly: value * Int128(sign))
  }

  /// Whether the quotient is a whole number; false for a divisor of zero. By long division, so the
  /// cost is linear in the digits.
  func isMultiple(of divisor: JSONDecimal) -> Bool {
    guard divisor.sign != 0, sign != 0 else { return divisor.sign != 0 }
    let (modulus, modulusCount) = divisor.leadingDigits
    // As whole numbers the two are their digits, times a power of ten each; this is how many more
    // zeros the dividend has. With fewer it ends in another digit than 0: no multiple then.
    let zeros = (exponent - digitCount) - (divisor.exponent - modulusCount)
    guard zeros >= 0 else { return false }
    var remainder: UInt128 = 0
    for digit in digits { remainder = (remainder * 10 + UInt128(digit &- .zero)) % modulus }
    // The modulus has fewer than four factors of 2 or 5 a digit: further zeros change nothing.
    for _ in 0..<min(zeros, 4 * modulusCount) { remainder = remainder * 10 % modulus }
    return remainder == 0
  }

  private var leadingDigits: (value: UInt128, count: Int) {
    let leading = digits.prefix(Self.divisorDigitsMax)
    return leading.reduce(into: (0, 0)) { result, digit in
      result = (result.0 * 10 + UInt128(digit &- .zero), result.1 + 1)
    }
  }
}
