internal import StrictJSON

/// The bytes that YAML gives a meaning (YAML 1.2.2 §5.3), beyond those of JSON.
extension UInt8 {
  /// Stands for the end of the text; no printable text holds it.
  static var end: UInt8 { 0 }
  static var exclamation: UInt8 { 0x21 }
  static var hash: UInt8 { 0x23 }
  static var percent: UInt8 { 0x25 }
  static var ampersand: UInt8 { 0x26 }
  static var apostrophe: UInt8 { 0x27 }
  static var greater: UInt8 { 0x3E }
  static var question: UInt8 { 0x3F }
  static var at: UInt8 { 0x40 }
  static var backtick: UInt8 { 0x60 }
  static var bar: UInt8 { 0x7C }

  var isWhite: Bool { self == .space || self == .tab }
  var isBreakOrEnd: Bool { self == .lineFeed || self == .end }
  /// White space, a line break, or the end: what must follow an indicator.
  var isBlank: Bool { isWhite || isBreakOrEnd }

  /// `,[]{}`
  var isFlowIndicator: Bool {
    switch self {
    case .comma, .leftBracket, .rightBracket, .leftBrace, .rightBrace: true
    default: false
    }
  }
}
