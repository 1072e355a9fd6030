/// The bytes that the JSON and number grammars name (RFC 8259 §2), spelled as words.
extension UInt8 {
  static var tab: UInt8 { 0x09 }
  static var lineFeed: UInt8 { 0x0A }
  static var carriageReturn: UInt8 { 0x0D }
  static var space: UInt8 { 0x20 }
  static var quote: UInt8 { 0x22 }
  static var asterisk: UInt8 { 0x2A }
  static var plus: UInt8 { 0x2B }
  static var comma: UInt8 { 0x2C }
  static var minus: UInt8 { 0x2D }
  static var period: UInt8 { 0x2E }
  static var slash: UInt8 { 0x2F }
  static var zero: UInt8 { 0x30 }
  static var nine: UInt8 { 0x39 }
  static var colon: UInt8 { 0x3A }
  static var uppercaseE: UInt8 { 0x45 }
  static var leftBracket: UInt8 { 0x5B }
  static var backslash: UInt8 { 0x5C }
  static var rightBracket: UInt8 { 0x5D }
  static var lowercaseE: UInt8 { 0x65 }
  static var leftBrace: UInt8 { 0x7B }
  static var rightBrace: UInt8 { 0x7D }

  var isDigit: Bool { self &- .zero <= 9 }

  /// The value of a hexadecimal digit of either case.
  var hexValue: UInt16? {
    switch self {
    case 0x30...0x39: UInt16(self &- 0x30)
    case 0x41...0x46: UInt16(self &- 0x37)
    case 0x61...0x66: UInt16(self &- 0x57)
    default: nil
    }
  }
}
