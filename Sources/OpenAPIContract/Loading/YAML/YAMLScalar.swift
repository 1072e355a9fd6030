internal import StrictJSON

/// One scalar as it was written: its text after folding and escapes, and whether it had quotes.
struct YAMLScalar {
  let text: String
  /// Without quotes and no block scalar: its text decides its type.
  let isPlain: Bool
  /// Where it begins.
  let offset: Int
  let line: Int

  /// The value by the core schema (YAML 1.2.2 §10.3.2).
  func value() throws(YAMLFailure) -> JSONValue {
    guard isPlain else { return .string(text) }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: break
    }
    if let fault = Self.refusal(of: text) { throw YAMLFailure(fault: fault, offset: offset) }
    guard let number = Self.numberText(text) else { return .string(text) }
    return .number(JSONNumber(checkedText: number))
  }

  /// The name that this is as a key: its text. A key that is no string in YAML is taken only where
  /// its text is also how JSON writes it (`200`), so that no two spellings of one key pass for
  /// two keys.
  func name() throws(YAMLFailure) -> String {
    guard isPlain else { return text }
    if text == "<<" { throw YAMLFailure(fault: .mergeKey, offset: offset) }
    switch try value() {
    case .string: return text
    case .null where text == "null", .bool where text == "true" || text == "false": return text
    case .number(let number) where number.text == text && Self.isCanonical(text): return text
    case .null, .bool, .number, .array, .object:
      throw YAMLFailure(fault: .ambiguousKey(text), offset: offset)
    }
  }

  /// No exponent, no sign on zero, no zeros at the end of a fraction but one.
  private static func isCanonical(_ number: String) -> Bool {
    let bytes = Array(number.utf8)
    guard !bytes.contains(.lowercaseE), !bytes.contains(.uppercaseE), number != "-0" else {
      return false
    }
    guard let period = bytes.firstIndex(of: .period) else { return true }
    return bytes.last != .zero || period == bytes.count - 2
  }

  private static func refusal(of text: String) -> YAMLFault? {
    switch text {
    case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
      "-.Inf", "-.INF":
      return .noJSONNumber(text)
    default: return isLongRadixNumber(text) ? .numberTooLarge : nil
    }
  }

  private static func isLongRadixNumber(_ text: String) -> Bool {
    guard let (digits, radix) = radixDigits(text) else { return false }
    return UInt64(digits, radix: radix) == nil
  }

  /// `0x1F` and `0o17`; nil for anything else.
  private static func radixDigits(_ text: String) -> (digits: String, radix: Int)? {
    guard text.utf8.first == .zero, text.utf8.count > 2 else { return nil }
    let bytes = Array(text.utf8)
    let digits = bytes[2...]
    switch bytes[1] {
    case UInt8(ascii: "x") where digits.allSatisfy({ $0.hexValue != nil }):
      return (String(decoding: digits, as: UTF8.self), 16)
    case UInt8(ascii: "o") where digits.allSatisfy({ (0x30...0x37).contains($0) }):
      return (String(decoding: digits, as: UTF8.self), 8)
    default: return nil
    }
  }

  /// The number in JSON's grammar, or nil when the text is none in the core schema.
  private static func numberText(_ text: String) -> String? {
    if let (digits, radix) = radixDigits(text) {
      return UInt64(digits, radix: radix).map { String($0) }
    }
    return YAMLDecimal(text)?.jsonText
  }
}

/// A decimal of the core schema, `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, taken apart
/// so that it can be written as JSON writes it: `+5`, `.5`, `1.` and `05` are no JSON numbers.
private struct YAMLDecimal {
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
