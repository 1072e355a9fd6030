package import StrictJSON

/// Stands in until the loading room is there.
package struct SpecDocument: Sendable {
  package let name: String
  package let root: JSONValue

  package init(name: String, root: JSONValue) {
    self.name = name
    self.root = root
  }

  package func line(at pointer: JSONPointer) -> Int? { nil }
}
