/// What can be wrong with a document. The wording is derived here alone: what is wrong, then what
/// would be right.
package enum ContractFault: Equatable, Sendable {
  case notAnObject
  case versionMissing
  case versionUnsupported(String)
  case noOperation
  case pathTemplateInvalid(String)
  case pathParameterMissing(String)
  case pathRepeated(String)
  /// What stands there, and what would be right.
  case wrongKind(found: String, expected: String)
  case memberMissing(String)
  case schema(SchemaFault)
  case reference(ReferenceFault)
  case parameterLocationUnknown(String)
  case parameterRepeated(String)
  case contentNotSingle(Int)
  case mediaTypeInvalid(String)
  case statusInvalid(String)
}

extension ContractFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAnObject: "the document must be an object that begins with openapi: 3.0.x"
    case .versionMissing: "openapi is missing; write openapi: 3.0.1"
    case .versionUnsupported(let version):
      "\(version) is not read; write an OpenAPI 3.0 document (openapi: 3.0.x)"
    case .noOperation: "no path has an operation; write at least one, such as post"
    case .pathTemplateInvalid(let path):
      "\"\(path)\" is no path; begin it with / and write parameters as {name}"
    case .pathParameterMissing(let name):
      "{\(name)} is not declared; declare a parameter with in: path and name: \(name)"
    case .pathRepeated(let path): "\(path) answers the same requests as an earlier path; keep one"
    case .wrongKind(let found, let expected): "found \(found); write \(expected)"
    case .memberMissing(let name): "\(name) is missing; it is required here"
    case .schema(let fault): fault.description
    case .reference(let fault): fault.description
    case .parameterLocationUnknown(let location):
      "in: \(location) is no place for a parameter; write query, header, path or cookie"
    case .parameterRepeated(let name): "parameter \(name) is declared twice; declare it once"
    case .contentNotSingle(let count):
      "content has \(count) media types; write exactly one for a parameter"
    case .mediaTypeInvalid(let text):
      "\"\(text)\" is no media type; write type/subtype, such as application/json"
    case .statusInvalid(let text): "\"\(text)\" is no status; write 200, 4XX or default"
    }
  }
}
