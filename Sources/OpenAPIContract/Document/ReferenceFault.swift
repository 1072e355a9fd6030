/// What can be wrong with a `$ref` (OpenAPI 3.0.3 §4.7.23).
package enum ReferenceFault: Equatable, Sendable {
  case notLocal(String)
  case invalid(String)
  case toNowhere(String)
  case cycle(String)
  case tooDeep(Int)
}

extension ReferenceFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notLocal(let reference):
      "\"\(reference)\" points outside the document; copy the target in and write #/…"
    case .invalid(let reference):
      "\"\(reference)\" is no JSON Pointer; write #/components/schemas/Name"
    case .toNowhere(let reference):
      "\"\(reference)\" points to nothing; define the target or correct the name"
    case .cycle(let reference):
      "\"\(reference)\" leads back to itself and never to a schema; break the circle"
    case .tooDeep(let limit): "schemas nest deeper than \(limit); flatten them"
    }
  }
}
