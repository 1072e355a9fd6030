import StrictJSON

/// What an object must satisfy; other values pass. A class, and its hottest parts side by side,
/// since every request goes through it: a struct of as many arrays would be counted in and out each
/// time.
package final class ObjectRules: Sendable {
  package struct Field: Sendable {
    package let name: String
    /// Nil when the name is only required, and its value free.
    package let schema: SchemaID?
    package var isRequired: Bool
    /// Why it is required.
    package var requiredSource: RuleSource?
  }

  /// Of members that are no fields.
  package enum Additional: Sendable, Equatable {
    case allowed
    /// `additionalProperties: true` stands there: unknown names are meant.
    case invited
    case forbidden
    case schema(SchemaID)
  }

  /// In the contract's order: `properties` as written, then names that are only required.
  package let fields: [Field]
  package let additional: Additional
  package let countMin: Int
  package let countMax: Int
  let names: [String]
  let schemas: [SchemaID?]
  /// One bit for each required field, when there are 64 fields at most.
  let requiredMask: UInt64
  private let namesAreASCII: Bool
  /// The index of a field by name, for objects with many.
  private let table: [JSONName: Int]

  /// A scan of a few names is cheaper than a hash.
  private static let scannedFieldsMax = 16

  init(_ draft: ObjectDraft) {
    fields = draft.fields
    additional = draft.additional
    countMin = draft.countMin ?? 0
    countMax = draft.countMax ?? .max
    names = fields.map(\.name)
    schemas = fields.map(\.schema)
    namesAreASCII = names.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
    requiredMask = fields.prefix(64).indices.reduce(0) { mask, index in
      mask | (draft.fields[index].isRequired ? 1 << UInt64(index) : 0)
    }
    let isLong = fields.count > Self.scannedFieldsMax
    let entries = isLong ? fields.enumerated().map { (JSONName($1.name), $0) } : []
    table = Dictionary(entries, uniquingKeysWith: { $1 })
  }

  /// - Parameter hint: where the name may be; requests keep the page's order more often than not.
  @inline(__always)
  func index(of name: String, hint: Int = 0) -> Int? {
    guard table.isEmpty else { return table[JSONName(name)] }
    if hint >= 0, hint < names.count, isSame(names[hint], name) { return hint }
    for index in names.indices where isSame(names[index], name) { return index }
    return nil
  }

  /// By code point. Swift's `==` is canonical equivalence, but a text that is equivalent to an
  /// ASCII one and as long is that one: whatever decomposes to ASCII takes more bytes.
  @inline(__always)
  private func isSame(_ own: String, _ name: String) -> Bool {
    guard own.utf8.count == name.utf8.count else { return false }
    return namesAreASCII ? own == name : CodePoints.areEqual(own, name)
  }
}

/// `ObjectRules` in the making.
struct ObjectDraft {
  var fields: [ObjectRules.Field] = []
  var additional: ObjectRules.Additional = .allowed
  var countMin: Int?
  var countMax: Int?

  var isEmpty: Bool {
    fields.isEmpty && countMin == nil && countMax == nil
      && (additional == .allowed || additional == .invited)
  }
}
