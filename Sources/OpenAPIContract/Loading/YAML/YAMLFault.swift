internal import StrictJSON

/// The ways in which a text is no YAML 1.2 document, or one beyond the subset that is read here.
package enum YAMLFault: Equatable, Sendable {
  // The text as a whole.
  case tooLarge(byteCountMax: Int)
  case tooDeep(depthMax: Int)
  case invalidUTF8(UInt8)
  case notPrintable(UInt32)
  case noDocument
  case severalDocuments
  case unsupportedDirective
  case unsupportedVersion
  case directiveWithoutDocument

  // YAML that is not read, on purpose.
  case anchor
  case alias
  case tag
  case complexKey
  case mergeKey
  case noJSONNumber(String)
  case numberTooLarge
  case ambiguousKey(String)

  // Structure.
  case tabIndentation
  case badIndentation
  case sequenceInline
  case mappingInline
  case contentAfterValue
  case contentAfterDocument
  case missingKey
  case missingColon
  case keyTooLong
  case keyOverLines
  case duplicateKey(String, firstLine: Int)
  case itemAmongKeys

  // Flow collections.
  case flowUnclosed(String)
  case flowIndentation
  case flowEntryExpected
  case flowSeparatorExpected(String)
  case documentMarkerInside
  case tightFlowColon

  // Scalars.
  case reservedIndicator(String)
  case unexpectedIndicator(String)
  case colonInPlain
  case commentWithoutSpace
  case unterminatedQuote(String)
  case unknownEscape
  case badHexEscape
  case surrogateEscape
  case badBlockHeader
  case badBlockIndentation
  case rootBlockIndicator
  case unfinishedBlock
}

extension YAMLFault: CustomStringConvertible {
  /// What is wrong, and what would be right.
  package var description: String {
    switch self {
    case .tooLarge(let byteCountMax): "longer than the \(byteCountMax) bytes that are read"
    case .tooDeep(let depthMax): "nested deeper than \(depthMax) levels"
    case .invalidUTF8(let byte): "byte \(Self.hex(UInt32(byte))) is not valid UTF-8 here"
    case .notPrintable(let scalar):
      "character \(Self.hex(scalar)) is not allowed in YAML; escape it in double quotes"
    case .noDocument: "holds no document"
    case .severalDocuments: "a second document begins here; only one is read"
    case .unsupportedDirective: "no directive but '%YAML 1.2' is read"
    case .unsupportedVersion: "only YAML 1.2 is read"
    case .directiveWithoutDocument: "a directive must be followed by '---'"
    case .anchor: "anchors (&) are not read; repeat the value, or use $ref"
    case .alias: "aliases (*) are not read; repeat the value, or put it in quotes if it is a text"
    case .tag: "tags (!) are not read; put a text that begins with '!' in quotes"
    case .complexKey: "a key must be a plain or quoted word; '? ', [] and {} as keys are not read"
    case .mergeKey: "merge keys (<<) are not read; repeat the members"
    case .noJSONNumber(let text): "\(text) has no value in JSON; put it in quotes if it is a text"
    case .numberTooLarge: "a hexadecimal or octal number must fit 64 bits"
    case .ambiguousKey(let text):
      "the key \(Self.quote(text)) is no string in YAML; put it in quotes"
    case .tabIndentation: "a tab must not indent; use spaces"
    case .badIndentation: "the indentation fits nothing above"
    case .sequenceInline: "'- ' must begin a line of its own here"
    case .mappingInline: "a mapping must begin on a line of its own here"
    case .contentAfterValue: "nothing may follow the value on its line"
    case .contentAfterDocument: "nothing may follow the document's value"
    case .missingKey: "a key is missing before ':'"
    case .missingColon: "a key must be followed by ': ' on its line"
    case .keyTooLong: "a key must not be longer than 1024 characters"
    case .keyOverLines: "a key must stand on one line"
    case .duplicateKey(let name, let line):
      "the key \(Self.quote(name)) was already given on line \(line)"
    case .itemAmongKeys: "an item ('- ') cannot stand among keys; indent it under its key"
    case .flowUnclosed(let close): "'\(close)' was expected before the end"
    case .flowIndentation: "must be indented further than the key or dash that it belongs to"
    case .flowEntryExpected: "a value was expected before ','"
    case .flowSeparatorExpected(let close): "',' or '\(close)' was expected"
    case .documentMarkerInside: "a document marker (--- or ...) must not stand inside a value"
    case .reservedIndicator(let text), .unexpectedIndicator(let text):
      "a value must not begin with '\(text)' here; put it in quotes"
    case .colonInPlain: "a value without quotes must not hold ': '; put the value in quotes"
    case .commentWithoutSpace: "'#' must follow a space to begin a comment"
    case .unterminatedQuote(let quote): "a closing \(quote) was expected before the end"
    case .unknownEscape: "unknown escape; in double quotes a backslash is written '\\\\'"
    case .badHexEscape: "an escape needs its hexadecimal digits: \\xHH, \\uHHHH or \\UHHHHHHHH"
    case .surrogateEscape: "half of a surrogate pair is no character; write \\UHHHHHHHH instead"
    case .badBlockHeader: "after '|' or '>' only one digit 1-9, '+' or '-', and a comment fit"
    case .badBlockIndentation: "this blank line has more spaces than the text's first line"
    case .tightFlowColon: "':' needs a space before ',' or a bracket"
    case .rootBlockIndicator: "an indentation digit is not read where the document is only a text"
    case .unfinishedBlock: "the last line of a text after '|' or '>' needs a line break"
    }
  }

  /// On one line, and not too long for one.
  private static func quote(_ text: String) -> String {
    let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(60)))
    return JSONWriter.string(.string(start))
  }

  private static func hex(_ value: UInt32) -> String {
    "0x" + String(value, radix: 16, uppercase: true)
  }
}
