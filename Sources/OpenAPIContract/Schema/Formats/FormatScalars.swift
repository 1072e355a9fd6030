/// Classes of bytes that the formats' grammars name (RFC 5234 appendix B).
extension UInt8 {
  var isFormatDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isFormatLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
  var isFormatAlphanumeric: Bool { isFormatDigit || isFormatLetter }
  var isFormatHex: Bool { isFormatDigit || ((self | 0x20) >= 0x61 && (self | 0x20) <= 0x66) }

}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// The value of all of it as digits; nil when there is anything else, or too much.
  func decimal(digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(count), allSatisfy(\.isFormatDigit) else { return nil }
    return reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  func parts(separator: Unicode.Scalar) -> [Self] {
    split(separator: UInt8(ascii: separator), omittingEmptySubsequences: false)
  }
}
