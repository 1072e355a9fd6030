import StrictJSON

/// Changes to a document on its way out.
extension JSONValue {
  /// Puts the value at the member of that name, at its place or behind all others.
  mutating func set(_ name: String, _ value: JSONValue?) {
    guard case .object(var object) = self else { return }
    let index = object.lastIndex(of: name)
    switch (index, value) {
    case (let index?, let value?): object.members[index].value = value
    case (let index?, nil): object.members.remove(at: index)
    case (nil, let value?): object.members.append(.init(name: name, value: value))
    case (nil, nil): break
    }
    self = .object(object)
  }

  mutating func edit(_ name: String, _ change: (inout JSONValue) -> Void) {
    guard var value = self[name] else { return }
    change(&value)
    set(name, value)
  }

  /// Changes the value at a place; does nothing when there is none.
  mutating func edit(at tokens: ArraySlice<String>, _ change: (inout JSONValue) -> Void) {
    guard let token = tokens.first else { return change(&self) }
    if case .array(var items) = self {
      guard let index = JSONPointer.arrayIndex(token), items.indices.contains(index) else { return }
      items[index].edit(at: tokens.dropFirst(), change)
      self = .array(items)
    } else {
      edit(token) { $0.edit(at: tokens.dropFirst(), change) }
    }
  }

  mutating func editItems(_ change: (inout JSONValue) -> Void) {
    guard case .array(var items) = self else { return }
    for index in items.indices { change(&items[index]) }
    self = .array(items)
  }

  mutating func editMembers(_ change: (String, inout JSONValue) -> Void) {
    guard case .object(var object) = self else { return }
    for index in object.members.indices {
      change(object.members[index].name, &object.members[index].value)
    }
    self = .object(object)
  }

  mutating func append(_ value: JSONValue, to name: String) {
    set(name, .array((self[name]?.array ?? []) + [value]))
  }
}
