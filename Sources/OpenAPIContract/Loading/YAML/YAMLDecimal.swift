internal import StrictJSON

/// A decimal of the core schema, `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, taken apart
/// so that it can be written as JSON writes it: `+5`, `.5`, `1.` and `05` are no JSON numbers.
struct YAMLDecimal {
  private let bytes: [UInt8]
  private var offset = 0
  private let isNegative: Bool
  private var whole: ArraySlice<UInt8> = []
  private var fraction: ArraySlice<UInt8>?
  private var exponent: ArraySlice<UInt8> = []

  /// Nil when the text is no such decimal.
  init?(_ text: String) {
    guard let first = text.utf8.first,
      first.isDigit || first == .plus || first == .minus || first == .period
    else { return nil }
    bytes = Array(text.utf8)
    isNegative = first == .minus
    if isNegative || first == .plus { offset = 1 }
    whole = takeDigits()
    if next == .period {
      offset += 1
      fraction = takeDigits()
    }
    guard !whole.isEmpty || fraction?.isEmpty == false, takeExponent(), next == nil else {
      return nil
    }
  }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func takeDigits() -> ArraySlice<UInt8> {
    let digits = bytes[offset...].prefix { $0.isDigit }
    offset = digits.endIndex
    return digits
  }

  /// False when there is an `e` without digits.
  private mutating func takeExponent() -> Bool {
    guard next == .lowercaseE || next == .uppercaseE else { return true }
    let start = offset
    offset += 1
    if next == .minus || next == .plus { offset += 1 }
    let digits = takeDigits()
    exponent = bytes[start..<offset]
    return !digits.isEmpty
  }

  /// In the grammar of RFC 8259 §6; unchanged when it already was.
  var jsonText: String {
    var text: [UInt8] = isNegative ? [.minus] : []
    let digits = whole.drop { $0 == .zero }
    text += digits.isEmpty ? [.zero] : digits
    if let fraction { text += [.period] + (fraction.isEmpty ? [.zero] : fraction) }
    return String(decoding: text + exponent, as: UTF8.self)
  }
}
