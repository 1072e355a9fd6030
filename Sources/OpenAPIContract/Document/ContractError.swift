package import StrictJSON

/// Why a document is no contract that can be enforced: where, and what would be right.
package struct ContractError: Error, Equatable, Sendable {
  package let file: String
  /// In the file, from 1.
  package let line: Int?
  package let pointer: JSONPointer
  package let fault: ContractFault
}

extension ContractError: CustomStringConvertible {
  /// `page.md:41: /paths/~1x/post/…/type: "strng" is no type; write one of string, number, …`
  package var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    let pointerWords = pointer == .root ? "" : " \(pointer):"
    return "\(place):\(pointerWords) \(fault)"
  }
}

/// What can be wrong with a document.
package enum ContractFault: Equatable, Sendable {
  // The document (OpenAPI 3.0.3 §4.7.1).
  case notAnObject
  case versionMissing
  case versionUnsupported(String)
  case noOperation
  /// What stands there, and what would be right.
  case wrongKind(found: String, expected: String)
  case memberMissing(String)
  // Paths and operations (§4.7.8).
  case pathTemplateInvalid(String)
  case pathParameterMissing(String)
  case pathRepeated(String)
  case parameterLocationUnknown(String)
  case parameterRepeated(String)
  case contentNotSingle(Int)
  case mediaTypeInvalid(String)
  case statusInvalid(String)
  // References (§4.7.23).
  case referenceNotLocal(String)
  case referenceInvalid(String)
  case referenceToNowhere(String)
  case referenceCycle(String)
  case nestingTooDeep(Int)
  // Schemas (§4.7.24).
  case typeUnknown(String)
  case typesEmpty
  case enumEmpty
  case enumFitsNothing(String)
  case exclusiveWithoutBound(String)
  case boundsCrossed(String, String)
  case notPositive(String)
  case nameRepeated(String)
  case combinationEmpty
  case patternInvalid(pattern: String, reason: String)
  /// Only of our own schemas; those of pages are reported as unchecked.
  case keywordUnsupported(String)
}

/// The wording is derived here alone: what is wrong, then what would be right.
extension ContractFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAnObject: "the document must be an object that begins with openapi: 3.0.x"
    case .versionMissing: "openapi is missing; write openapi: 3.0.1"
    case .versionUnsupported(let version):
      "\(version) is not read; write an OpenAPI 3.0 document (openapi: 3.0.x)"
    case .noOperation: "no path has an operation; write at least one, such as post"
    case .wrongKind(let found, let expected): "found \(found); write \(expected)"
    case .memberMissing(let name): "\(name) is missing; it is required here"
    case .pathTemplateInvalid(let path):
      "\"\(path)\" is no path; begin it with / and write parameters as {name}"
    case .pathParameterMissing(let name):
      "{\(name)} is not declared; declare a parameter with in: path and name: \(name)"
    case .pathRepeated(let path): "\(path) answers the same requests as an earlier path; keep one"
    case .parameterLocationUnknown(let location):
      "in: \(location) is no place for a parameter; write query, header, path or cookie"
    case .parameterRepeated(let name): "parameter \(name) is declared twice; declare it once"
    case .contentNotSingle(let count):
      "content has \(count) media types; write exactly one for a parameter"
    case .mediaTypeInvalid(let text):
      "\"\(text)\" is no media type; write type/subtype, such as application/json"
    case .statusInvalid(let text): "\"\(text)\" is no status; write 200, 4XX or default"
    case .referenceNotLocal(let reference):
      "\"\(reference)\" points outside the document; copy the target in and write #/…"
    case .referenceInvalid(let reference):
      "\"\(reference)\" is no JSON Pointer; write #/components/schemas/Name"
    case .referenceToNowhere(let reference):
      "\"\(reference)\" points to nothing; define the target or correct the name"
    case .referenceCycle(let reference):
      "\"\(reference)\" leads back to itself and never to a schema; break the circle"
    case .nestingTooDeep(let limit): "schemas nest deeper than \(limit); flatten them"
    case .typeUnknown(let type):
      "\"\(type)\" is no type; write string, number, integer, boolean, array or object"
    case .typesEmpty: "the list of types is empty; write at least one"
    case .enumEmpty: "the list of values is empty; list at least one, or leave enum out"
    case .enumFitsNothing(let type): "no value of the enum is of type \(type); correct either"
    case .exclusiveWithoutBound(let bound):
      "there is no \(bound) to exclude; write \(bound) beside it"
    case .boundsCrossed(let lower, let upper):
      "\(lower) and \(upper) leave no value between them; swap or correct them"
    case .notPositive(let text): "\(text) divides nothing; write a number above 0"
    case .nameRepeated(let name): "\"\(name)\" is listed twice; list it once"
    case .combinationEmpty: "the list of schemas is empty; write at least one"
    case .patternInvalid(let pattern, let reason):
      "\"\(pattern)\" is no regular expression that is read (ECMA-262): \(reason)"
    case .keywordUnsupported(let words): "\(words) is not supported here; leave it out"
    }
  }
}
