/// The ways in which a text fails to be JSON.
package enum JSONFault: Equatable, Sendable {
  /// What the grammar asked for at a place, in words.
  package enum Expectation: String, Sendable {
    case value = "a value was expected"
    case valueOrArrayEnd = "a value or ']' was expected"
    case valueAfterComma = "a comma must be followed by a value"
    case nameOrObjectEnd = "a name in double quotes or '}' was expected"
    case nameAfterComma = "a comma must be followed by a name in double quotes"
    case colonAfterName = "a name must be followed by ':'"
    case commaOrArrayEnd = "a value must be followed by ',' or ']'"
    case commaOrObjectEnd = "a member must be followed by ',' or '}'"
    case digit = "'-' must be followed by a digit"
    case digitAfterPeriod = "the point of a number must be followed by a digit"
    case digitInExponent = "an exponent must have a digit"
  }

  /// What stood there instead.
  package enum Finding: Equatable, Sendable {
    case end
    case character(Unicode.Scalar)
    /// Not part of any UTF-8 character.
    case byte(UInt8)
  }

  case empty
  case tooLarge(byteCountMax: Int)
  case tooDeep(depthMax: Int)
  case byteOrderMark
  case unexpected(Finding, expected: Expectation)
  case commentNotAllowed
  case unknownWord(String)
  case singleQuoted
  case leadingZero
  case leadingPlus
  case contentAfterValue(Finding)
  case unterminatedString
  case rawControlCharacter(UInt8)
  case unknownEscape(Finding)
  case badUnicodeEscape
  case loneSurrogate(UInt16)
  case invalidUTF8(UInt8)
}

extension JSONFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty: "empty: a JSON value was expected"
    case .tooLarge(let byteCountMax): "longer than the \(byteCountMax) bytes that are read"
    case .tooDeep(let depthMax): "arrays and objects are nested deeper than \(depthMax) levels"
    case .byteOrderMark: "a byte order mark is not allowed before JSON"
    case .unexpected(let finding, let expected): "\(expected.rawValue), found \(finding)"
    case .commentNotAllowed: "comments are not allowed in JSON"
    case .unknownWord(let word): "'\(word)' is not a JSON value; strings are in double quotes"
    case .singleQuoted: "a string must be in double quotes, found a single quote"
    case .leadingZero: "a number must not begin with extra zeros"
    case .leadingPlus: "a number must not begin with '+'"
    case .contentAfterValue(let finding): "nothing may follow the value, found \(finding)"
    case .unterminatedString: "a string is not closed: '\"' was expected before the end"
    case .rawControlCharacter(let byte):
      "a string must not hold the control character U+00\(Self.hex(byte)) unescaped"
    case .unknownEscape(let finding): "a backslash must not be followed by \(finding)"
    case .badUnicodeEscape: "\\u must be followed by four hexadecimal digits"
    case .loneSurrogate(let unit): "\\u\(Self.hex(unit)) is half of a surrogate pair, alone"
    case .invalidUTF8(let byte): "byte 0x\(Self.hex(byte)) is not valid UTF-8 here"
    }
  }

  fileprivate static func hex(_ value: some FixedWidthInteger & UnsignedInteger) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: value.bitWidth / 4 - digits.utf8.count) + digits
  }
}

extension JSONFault.Finding: CustomStringConvertible {
  package var description: String {
    switch self {
    case .end: "the end of the text"
    case .character(let scalar) where scalar.value < 0x20 || scalar.value == 0x7F:
      "the control character U+\(JSONFault.hex(UInt16(scalar.value)))"
    case .character(let scalar) where scalar.isASCII: "'\(scalar)'"
    case .character(let scalar): "'\(scalar)' (U+\(Self.codePoint(scalar)))"
    case .byte(let byte): "the byte 0x\(JSONFault.hex(byte))"
    }
  }

  /// At least four digits, as the Unicode standard writes code points.
  private static func codePoint(_ scalar: Unicode.Scalar) -> String {
    if let unit = UInt16(exactly: scalar.value) { return JSONFault.hex(unit) }
    return String(scalar.value, radix: 16, uppercase: true)
  }
}
