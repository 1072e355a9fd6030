internal import StrictJSON

/// Escapes in double quotes (YAML 1.2.2 §5.7).
extension YAMLParser {
  mutating func takeEscape(into text: inout [UInt8]) throws(YAMLFailure) {
    switch next {
    case UInt8(ascii: "x"): return try takeHexEscape(digitCount: 2, into: &text)
    case UInt8(ascii: "u"): return try takeHexEscape(digitCount: 4, into: &text)
    case UInt8(ascii: "U"): return try takeHexEscape(digitCount: 8, into: &text)
    default: break
    }
    guard let scalar = Self.escaped(next) else { throw failure(.unknownEscape) }
    text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    offset += 2
  }

  private static func escaped(_ byte: UInt8) -> Unicode.Scalar? {
    switch byte {
    case .zero: "\0"
    case UInt8(ascii: "a"): "\u{07}"
    case UInt8(ascii: "b"): "\u{08}"
    case UInt8(ascii: "t"), .tab: "\t"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "v"): "\u{0B}"
    case UInt8(ascii: "f"): "\u{0C}"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "e"): "\u{1B}"
    case .space: " "
    case .quote: "\""
    case .slash: "/"
    case .backslash: "\\"
    case UInt8(ascii: "N"): "\u{85}"
    case UInt8(ascii: "_"): "\u{A0}"
    case UInt8(ascii: "L"): "\u{2028}"
    case UInt8(ascii: "P"): "\u{2029}"
    default: nil
    }
  }

  private mutating func takeHexEscape(
    digitCount: Int, into text: inout [UInt8]
  ) throws(YAMLFailure) {
    var value: UInt32 = 0
    for index in 0..<digitCount {
      guard let digit = byte(at: offset + 2 + index).hexValue else {
        throw failure(.badHexEscape)
      }
      value = value << 4 | UInt32(digit)
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw failure((0xD800...0xDFFF).contains(value) ? .surrogateEscape : .badHexEscape)
    }
    text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    offset += 2 + digitCount
  }
}
