/// A schema's place in its `CompiledSchema`. Schemas name each other by it, so they may be
/// recursive.
package struct SchemaID: Sendable, Hashable {
  let index: Int
}
