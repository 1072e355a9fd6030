/// Schemas joined by logic; each judges the same value.
package struct Combination: Sendable {
  package var allOf: [SchemaID] = []
  package var anyOf: [SchemaID] = []
  package var oneOf: [SchemaID] = []
  package var not: SchemaID?

  var isEmpty: Bool { allOf.isEmpty && anyOf.isEmpty && oneOf.isEmpty && not == nil }

  var all: [SchemaID] { allOf + anyOf + oneOf + (not.map { [$0] } ?? []) }
}
