/// What can be wrong with a schema object (OpenAPI 3.0.3 §4.7.24).
package enum SchemaFault: Equatable, Sendable {
  case typeUnknown(String)
  case typesEmpty
  case enumFitsNothing(String)
  case exclusiveWithoutBound(String)
  case nameRepeated(String)
  case enumEmpty
  case combinationEmpty
  case boundsCrossed(String, String)
  case notPositive(String)
  case patternInvalid(pattern: String, reason: String)
}

extension SchemaFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .typeUnknown(let type):
      "\"\(type)\" is no type; write string, number, integer, boolean, array or object"
    case .typesEmpty: "the list of types is empty; write at least one"
    case .enumFitsNothing(let type): "no value of the enum is of type \(type); correct either"
    case .exclusiveWithoutBound(let bound):
      "there is no \(bound) to exclude; write \(bound) beside it"
    case .nameRepeated(let name): "\"\(name)\" is listed twice; list it once"
    case .enumEmpty: "the list of values is empty; list at least one, or leave enum out"
    case .combinationEmpty: "the list of schemas is empty; write at least one"
    case .boundsCrossed(let lower, let upper):
      "\(lower) and \(upper) leave no value between them; swap or correct them"
    case .notPositive(let text): "\(text) divides nothing; write a number above 0"
    case .patternInvalid(let pattern, let reason):
      "\"\(pattern)\" is no regular expression that is read (ECMA-262): \(reason)"
    }
  }
}
