/// A member name as a key of a set or dictionary: equal by code point, hashed likewise.
package struct JSONName: Sendable, Hashable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package static func == (left: JSONName, right: JSONName) -> Bool {
    CodePoints.areEqual(left.text, right.text)
  }

  package func hash(into hasher: inout Hasher) {
    CodePoints.hash(text, into: &hasher)
  }
}
