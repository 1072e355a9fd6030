import OpenAPIContract
import StrictJSON

/// Something odd about a request, from the contract or from a diagnosis, as it is told to people.
struct MockWarning: Sendable, Equatable {
  let kind: String
  /// In the body, when it is about a place there.
  let pointer: JSONPointer?
  let message: String
  /// The known name that an unknown one may stand for.
  let nearest: String?

  init(_ kind: DiagnosisKind, _ message: String, pointer: JSONPointer? = nil) {
    self.kind = kind.rawValue
    self.pointer = pointer
    self.message = message
    nearest = nil
  }

  init(_ warning: RequestWarning) {
    kind = warning.kind.rawValue
    pointer = warning.pointer
    message = warning.message
    nearest = warning.nearest
  }

  var json: JSONValue {
    var object: JSONObject = ["kind": .string(kind), "message": .string(message)]
    if let pointer {
      object.members.append(.init(name: "pointer", value: .string("\(pointer)")))
    }
    if let nearest { object.members.append(.init(name: "nearest", value: .string(nearest))) }
    return .object(object)
  }
}
