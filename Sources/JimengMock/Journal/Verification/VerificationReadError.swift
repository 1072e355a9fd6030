import StrictJSON

/// Why a JSON text is no verification, and where.
enum VerificationReadError: Error, Equatable, Sendable {
  case unknownName(JSONPointer, nearest: String?)
  case repeatedName(JSONPointer)
  /// - Parameter expected: what would be right there, in words.
  case badValue(JSONPointer, expected: String)
  /// Nothing was asked for.
  case empty
  /// A key is recorded as `***`, so nothing can be compared with it.
  case redactedHeader(JSONPointer)
  /// The same in a body.
  case redactedMember(JSONPointer)

  var pointer: JSONPointer {
    switch self {
    case .unknownName(let pointer, _), .repeatedName(let pointer), .badValue(let pointer, _),
      .redactedHeader(let pointer), .redactedMember(let pointer):
      pointer
    case .empty: .root
    }
  }
}

extension VerificationReadError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknownName(let pointer, let nearest):
      "\(pointer): unknown name" + NearestName.suggestion(nearest.map { [$0] } ?? [])
    case .repeatedName(let pointer): "\(pointer): stands twice"
    case .badValue(let pointer, let expected):
      "\(pointer.tokens.isEmpty ? "the body" : "\(pointer)"): must be \(expected)"
    case .empty:
      "nothing to verify: name a kind of request, a count, an order, noViolations or queueUsed"
    case .redactedHeader(let pointer):
      "\(pointer): keys are not recorded; say true for present or false for absent"
    case .redactedMember(let pointer):
      "\(pointer): keys are not recorded; leave it out"
    }
  }
}
