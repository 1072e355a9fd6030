/// Strings compared as JSON compares them: code point by code point (RFC 8259 §8.3). Swift's own
/// `==` holds composed and decomposed letters for equal.
package enum CodePoints {
  package static func areEqual(_ left: String, _ right: String) -> Bool {
    guard left.utf8.count == right.utf8.count else { return false }
    let fast = left.utf8.withContiguousStorageIfAvailable { leftBytes in
      right.utf8.withContiguousStorageIfAvailable { areEqual(leftBytes, $0) }
    }
    return (fast ?? nil) ?? left.utf8.elementsEqual(right.utf8)
  }

  private static func areEqual(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }

  package static func hash(_ text: String, into hasher: inout Hasher) {
    hasher.combine(text.utf8.count)
    let fast: Void? = text.utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    guard fast == nil else { return }
    for byte in text.utf8 { hasher.combine(byte) }
  }
}

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
