/// The bytes that the JSON and number grammars name (RFC 8259 §2), spelled as words.
extension UInt8 {
  package static var tab: UInt8 { 0x09 }
  package static var lineFeed: UInt8 { 0x0A }
  package static var carriageReturn: UInt8 { 0x0D }
  package static var space: UInt8 { 0x20 }
  package static var quote: UInt8 { 0x22 }
  package static var asterisk: UInt8 { 0x2A }
  package static var plus: UInt8 { 0x2B }
  package static var comma: UInt8 { 0x2C }
  package static var minus: UInt8 { 0x2D }
  package static var period: UInt8 { 0x2E }
  package static var slash: UInt8 { 0x2F }
  package static var zero: UInt8 { 0x30 }
  package static var nine: UInt8 { 0x39 }
  package static var colon: UInt8 { 0x3A }
  package static var uppercaseE: UInt8 { 0x45 }
  package static var leftBracket: UInt8 { 0x5B }
  package static var backslash: UInt8 { 0x5C }
  package static var rightBracket: UInt8 { 0x5D }
  package static var lowercaseE: UInt8 { 0x65 }
  package static var leftBrace: UInt8 { 0x7B }
  package static var rightBrace: UInt8 { 0x7D }

  package var isDigit: Bool { self &- .zero <= 9 }
  package var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  package var isAlphanumeric: Bool { isDigit || isLetter }
  package var isHexDigit: Bool { hexValue != nil }

  /// The value of a hexadecimal digit of either case.
  package var hexValue: UInt16? {
    switch self {
    case 0x30...0x39: UInt16(self &- 0x30)
    case 0x41...0x46: UInt16(self &- 0x37)
    case 0x61...0x66: UInt16(self &- 0x57)
    default: nil
    }
  }
}
