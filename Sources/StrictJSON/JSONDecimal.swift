/// A number as an exact decimal: ± 0.d₁d₂d₃… × 10^exponent, with neither leading nor trailing zeros
/// among the digits, so that equal values have equal parts. Zero has no digits and no sign.
struct JSONDecimal: Hashable {
  let isNegative: Bool
  /// 0…9 each.
  let digits: [UInt8]
  let exponent: JSONExponent

  /// - Parameter text: checked against RFC 8259 §6.
  init(_ text: String) {
    let bytes = Array(text.utf8)
    let mantissaEnd = bytes.firstIndex { $0 == .lowercaseE || $0 == .uppercaseE } ?? bytes.count
    let mantissa = bytes[..<mantissaEnd].drop { $0 == .minus }
    let wholeCount = (mantissa.firstIndex(of: .period) ?? mantissa.endIndex) - mantissa.startIndex
    let all = mantissa.filter { $0 != .period }.map { $0 &- .zero }
    let significantEnd = (all.lastIndex { $0 != 0 } ?? -1) + 1
    let significantStart = all.firstIndex { $0 != 0 } ?? 0
    digits = Array(all[significantStart..<max(significantStart, significantEnd)])
    isNegative = !digits.isEmpty && bytes.first == .minus
    guard !digits.isEmpty else {
      exponent = .small(0)
      return
    }
    let written = bytes[mantissaEnd...].dropFirst()
    exponent = JSONExponent(
      isNegative: written.first == .minus,
      digits: written.drop { $0 == .minus || $0 == .plus },
      shift: wholeCount - significantStart)
  }

  /// The value when it is whole and fits.
  var int: Int? {
    guard !digits.isEmpty else { return 0 }
    guard case .small(let exponent) = exponent, exponent >= digits.count, exponent <= 19 else {
      return nil
    }
    var value = 0
    for index in 0..<exponent {
      let digit = index < digits.count ? Int(digits[index]) : 0
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, carries) = product.addingReportingOverflow(isNegative ? -digit : digit)
      guard !overflows, !carries else { return nil }
      value = sum
    }
    return value
  }
}

extension JSONDecimal: Comparable {
  static func < (left: JSONDecimal, right: JSONDecimal) -> Bool {
    guard left.sign == right.sign else { return left.sign < right.sign }
    let order = left.isNegative ? (right, left) : (left, right)
    return order.0.hasLessMagnitude(than: order.1)
  }

  private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

  private func hasLessMagnitude(than other: JSONDecimal) -> Bool {
    guard exponent == other.exponent else { return exponent < other.exponent }
    return digits.lexicographicallyPrecedes(other.digits)
  }
}
