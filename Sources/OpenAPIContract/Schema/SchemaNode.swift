package import StrictJSON

/// A schema's position in its `CompiledSchema`. Schemas name each other by it, so they may be
/// recursive.
package struct SchemaID: Sendable, Hashable {
  let index: Int
}

/// One schema object, compiled: what a value must satisfy there. Everything is nil or empty that
/// the schema does not say.
package final class SchemaNode: Sendable {
  package let pointer: JSONPointer
  package let types: TypeSet
  package let enumeration: EnumRule?
  package let numbers: NumberRules?
  package let strings: StringRules?
  package let arrays: ArrayRules?
  package let objects: ObjectRules?
  package let combination: Combination?
  package let isReadOnly: Bool
  /// Every rule with its words, in the order of this type's properties.
  package let rules: [SchemaRule]
  /// Nothing but a value in the description: what one might send.
  package let proseExample: JSONValue?
  /// `默认值：X`: what is taken when the field is left out.
  package let proseDefault: JSONValue?

  init(_ draft: SchemaDraft) {
    pointer = draft.pointer
    types = draft.types
    enumeration = draft.enumeration
    numbers = draft.numbers.isEmpty ? nil : draft.numbers
    strings = draft.strings.isEmpty ? nil : draft.strings
    arrays = draft.arrays.isEmpty ? nil : draft.arrays
    objects = draft.objects.isEmpty ? nil : ObjectRules(draft.objects)
    combination = draft.combination.isEmpty ? nil : draft.combination
    isReadOnly = draft.isReadOnly
    rules = draft.rules
    proseExample = draft.proseExample
    proseDefault = draft.proseDefault
  }

  /// Where the rule of that name stands; the first when there are several.
  func source(of name: RuleName) -> RuleSource? {
    rules.first { $0.name == name }?.source
  }
}

/// Schemas joined by logic; each checks the same value.
package struct Combination: Sendable {
  package var allOf: [SchemaID] = []
  package var anyOf: [SchemaID] = []
  package var oneOf: [SchemaID] = []
  package var not: SchemaID?

  var isEmpty: Bool { allOf.isEmpty && anyOf.isEmpty && oneOf.isEmpty && not == nil }

  var all: [SchemaID] { allOf + anyOf + oneOf + (not.map { [$0] } ?? []) }
}

/// A `SchemaNode` in the making.
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

  mutating func add(_ name: RuleName, _ value: JSONValue, _ source: RuleSource) {
    rules.append(SchemaRule(name: name, value: value, source: source))
  }
}
