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
    return decimalText(text)
  }

  private static let decimal = try? Pattern(
    "^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?$")

  /// A decimal of the core schema as JSON writes it: `+5`, `.5`, `1.` and `05` are no JSON numbers.
  private static func decimalText(_ text: String) -> String? {
    guard let first = text.utf8.first,
      first.isDigit || first == .plus || first == .minus || first == .period,
      decimal?.matches(text) == true
    else { return nil }
    let mantissa = text.prefix { $0 != "e" && $0 != "E" }
    let parts = mantissa.drop { $0 == "+" || $0 == "-" }
      .split(separator: ".", omittingEmptySubsequences: false)
    let whole = parts[0].drop { $0 == "0" }
    let fraction = parts.dropFirst().map { $0.isEmpty ? ".0" : ".\($0)" }.joined()
    return (first == .minus ? "-" : "") + (whole.isEmpty ? "0" : whole) + fraction
      + text.dropFirst(mantissa.count)
  }
}
