/// A number as an exact decimal: ± 0.d₁d₂d₃… × 10^exponent, with neither leading nor trailing zeros
/// among the digits, so that equal values have equal parts. Zero has no digits and no sign.
struct JSONDecimal: Hashable {
  let isNegative: Bool
  /// 0…9 each.
  let digits: [UInt8]
  let exponent: JSONExponent

  /// - Parameter text: checked against RFC 8259 §6. A hostile body may hold one of megabytes, so
  ///   it is scanned in place and its digits are copied once.
  init(_ text: String) {
    var text = text
    self = text.withUTF8 { JSONDecimal($0) }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let mantissa = Mantissa(bytes)
    digits = mantissa.significantDigits(in: bytes)
    isNegative = !digits.isEmpty && bytes.first == .minus
    guard !digits.isEmpty else {
      exponent = .small(0)
      return
    }
    let written = bytes[mantissa.end...].dropFirst()
    exponent = JSONExponent(
      isNegative: written.first == .minus,
      digits: written.drop { $0 == .minus || $0 == .plus },
      shift: mantissa.shift)
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

extension JSONDecimal {
  /// Where the parts of a number stand in its text.
  private struct Mantissa {
    /// Where the exponent begins, or the text ends.
    private(set) var end: Int
    private var period: Int
    private var firstSignificant: Int
    private var lastSignificant: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
      end = bytes.count
      period = -1
      firstSignificant = -1
      lastSignificant = -2
      for offset in bytes.indices {
        switch bytes[offset] {
        case .zero, .minus: continue
        case .period: period = offset
        case .lowercaseE, .uppercaseE:
          end = offset
          return
        default:
          if firstSignificant < 0 { firstSignificant = offset }
          lastSignificant = offset
        }
      }
    }

    /// The exponent that 0.d₁d₂… needs to be the mantissa.
    var shift: Int {
      guard period >= 0 else { return end - firstSignificant }
      return period - firstSignificant + (period < firstSignificant ? 1 : 0)
    }

    func significantDigits(in bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
      guard firstSignificant >= 0 else { return [] }
      let capacity = lastSignificant + 1 - firstSignificant
      return Array(unsafeUninitializedCapacity: capacity) { digits, count in
        for offset in firstSignificant...lastSignificant where offset != period {
          digits.initializeElement(at: count, to: bytes[offset] &- .zero)
          count += 1
        }
      }
    }
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
