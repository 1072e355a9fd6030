import StrictJSON

extension JSONValue {
  /// A copy with another value at a place; a member that is not there is added to its object.
  func replacing(_ place: JSONPointer, with value: JSONValue) -> JSONValue {
    edited(place.tokens[...]) { _ in value }
  }

  /// A copy without the member or item at a place.
  func removing(_ place: JSONPointer) -> JSONValue {
    edited(place.tokens[...]) { _ in nil }
  }

  private func edited(
    _ tokens: ArraySlice<String>, _ edit: (JSONValue?) -> JSONValue?
  ) -> JSONValue {
    guard let token = tokens.first else { return edit(self) ?? .null }
    switch self {
    case .object(var object):
      let index = object.lastIndex(of: token)
      let old = index.map { object.members[$0].value }
      let new = tokens.count == 1 ? edit(old) : old?.edited(tokens.dropFirst(), edit)
      if let index { object.members.remove(at: index) }
      if let new {
        object.members.insert(
          JSONObject.Member(name: token, value: new), at: index ?? object.members.count)
      }
      return .object(object)
    case .array(var items):
      guard let index = JSONPointer.arrayIndex(token), items.indices.contains(index) else {
        return self
      }
      let old = items.remove(at: index)
      let new = tokens.count == 1 ? edit(old) : old.edited(tokens.dropFirst(), edit)
      if let new { items.insert(new, at: index) }
      return .array(items)
    case .null, .bool, .number, .string: return self
    }
  }
}
