/// `ObjectRules` in the making.
struct ObjectDraft {
  var fields: [ObjectRules.Field] = []
  var additional: ObjectRules.Additional = .allowed
  var patternFields: [(pattern: Pattern, schema: SchemaID)] = []
  var dependencies: [(name: String, needs: ObjectRules.Need)] = []
  var countMin: Int?
  var countMax: Int?

  var isEmpty: Bool {
    fields.isEmpty && patternFields.isEmpty && dependencies.isEmpty && countMin == nil
      && countMax == nil && (additional == .allowed || additional == .invited)
  }
}
