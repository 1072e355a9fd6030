import StrictJSON

/// Schemas on their way out: valid in OpenAPI 3.0 (§4.7.24), whatever the page's tool wrote.
enum SchemaExport {
  /// Documents nest as deep as their reader lets them, which is little.
  static func sanitize(_ schema: inout JSONValue) {
    guard schema.object != nil, schema["$ref"]?.string == nil else { return }
    repairTypes(&schema)
    repairNumericExclusive(&schema, "exclusiveMinimum", "minimum")
    repairNumericExclusive(&schema, "exclusiveMaximum", "maximum")
    renameUnknown(&schema)
    for keyword in ["allOf", "anyOf", "oneOf"] { schema.edit(keyword) { $0.editItems(sanitize) } }
    for keyword in ["not", "items", "additionalProperties"] { schema.edit(keyword, sanitize) }
    schema.edit("properties") { $0.editMembers { _, inner in sanitize(&inner) } }
    if schema["type"]?.string == "array", schema["items"] == nil { schema.set("items", [:]) }
    if schema["required"]?.array?.isEmpty == true { schema.set("required", nil) }
  }

  /// `type: 'null'` and lists of types say what 3.0 says with `nullable` and `anyOf`.
  private static func repairTypes(_ schema: inout JSONValue) {
    let names = schema["type"]?.array?.compactMap(\.string) ?? schema["type"]?.string.map { [$0] }
    guard let names, schema["type"]?.array != nil || names == ["null"] else { return }
    let others = names.filter { $0 != "null" }
    schema.set("type", nil)
    if others.count == 1 {
      schema.set("type", .string(others[0]))
      if names.count > 1 { schema.set("nullable", true) }
    } else if others.isEmpty {
      schema.set("enum", [.null])
      schema.set("nullable", true)
    } else {
      let isNullable = names.count > others.count
      let alternatives = others.map { name -> JSONValue in
        var alternative: JSONValue = ["type": .string(name)]
        if name == "array" { alternative.set("items", [:]) }
        if isNullable { alternative.set("nullable", true) }
        return alternative
      }
      let old = schema["anyOf"]
      schema.set("anyOf", .array(alternatives))
      if let old { schema.append(["anyOf": old], to: "allOf") }
    }
  }

  /// 3.1's `exclusiveMinimum: 0` is 3.0's `minimum: 0` with `exclusiveMinimum: true`.
  private static func repairNumericExclusive(
    _ schema: inout JSONValue, _ exclusive: String, _ plain: String
  ) {
    guard let limit = schema[exclusive], limit.number != nil else { return }
    schema.set(plain, limit)
    schema.set(exclusive, true)
  }

  /// What 3.0 does not have is kept as an extension.
  private static func renameUnknown(_ schema: inout JSONValue) {
    guard case .object(var object) = schema else { return }
    for index in object.members.indices where !isKnown(object.members[index].name) {
      object.members[index].name = "x-" + object.members[index].name.drop { $0 == "$" }
    }
    schema = .object(object)
  }

  private static func isKnown(_ name: String) -> Bool {
    let extensions: Set<String> = ["examples", "$schema", "$comment"]
    if name == "discriminator" { return true }
    return SchemaDialect.openAPI30.knows(name) && !extensions.contains(name)
  }

  /// The schema that an example suggests: its names, all of them there, and their types.
  static func derived(from example: JSONValue) -> JSONValue {
    switch example {
    case .null: return ["nullable": true]
    case .bool: return ["type": "boolean"]
    case .number(let number): return ["type": number.isInteger ? "integer" : "number"]
    case .string: return ["type": "string"]
    case .array(let items):
      return ["type": "array", "items": items.first.map(derived) ?? [:]]
    case .object(let object):
      var schema: JSONValue = ["type": "object"]
      var properties: JSONValue = [:]
      for member in object.members { properties.set(member.name, derived(from: member.value)) }
      schema.set("properties", properties)
      let names = properties.object?.members.map { JSONValue.string($0.name) } ?? []
      if !names.isEmpty { schema.set("required", .array(names)) }
      return schema
    }
  }
}

/// Changes to a document on its way out.
extension JSONValue {
  /// Puts the value at the member of that name, at its place or behind all others.
  mutating func set(_ name: String, _ value: JSONValue?) {
    guard case .object(var object) = self else { return }
    object[name] = value
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
