/// The ways in which a text fails to be JSON.
package enum JSONFault: Equatable, Sendable {
  /// What the grammar asked for at a place.
  package enum Expectation: Equatable, Sendable {
    case value
    case valueOrArrayEnd
    case valueAfterComma
    case nameOrObjectEnd
    case nameAfterComma
    case colonAfterName
    case commaOrArrayEnd
    case commaOrObjectEnd
    case digit
    case digitAfterPeriod
    case digitInExponent
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
