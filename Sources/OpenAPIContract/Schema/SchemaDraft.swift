import StrictJSON

/// A schema node in the making.
struct SchemaDraft {
  let pointer: JSONPointer
  var types: TypeSet = []
  var isNullable = false
  var enumeration: EnumRule?
  var numbers = NumberRules()
  var strings = StringRules()
  var arrays = ArrayRules()
  var objects = ObjectDraft()
  var combination = Combination()
  var isReadOnly = false
  var rules: [SchemaRule] = []
  var proseExample: JSONValue?
  var proseDefault: JSONValue?

  init(pointer: JSONPointer) {
    self.pointer = pointer
  }

  mutating func note(_ name: RuleName, _ value: JSONValue, _ source: RuleSource) {
    rules.append(SchemaRule(name: name, value: value, source: source))
  }

  func has(_ name: RuleName) -> Bool { rules.contains { $0.name == name } }
}
