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
