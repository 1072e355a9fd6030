package import StrictJSON

/// A page as it was read: the OpenAPI document that it holds, and where in the file its parts are.
package struct SpecDocument: Sendable {
  /// The file name that messages cite.
  package let name: String
  package let root: JSONValue
  private let lines: LineTree

  init(name: String, located: LocatedValue) {
    self.name = name
    root = located.value
    lines = LineTree(located)
  }

  /// The line of the file, from 1, that a part of the document is written on (a member: its name),
  /// or the nearest part around it that exists.
  package func line(at pointer: JSONPointer) -> Int? {
    lines.line(at: pointer, in: root)
  }
}
