package import StrictJSON

/// The values allowed (`enum`), compared as JSON compares: `5` equals `5.0`.
package struct EnumRule: Sendable {
  package let values: [JSONValue]

  @inline(__always)
  func admits(_ value: JSONValue) -> Bool {
    for allowed in values where isEqual(allowed, value) { return true }
    return false
  }

  /// The common cases, a string and a plain number, without a look at numbers' values.
  @inline(__always)
  private func isEqual(_ allowed: JSONValue, _ value: JSONValue) -> Bool {
    if case (.string(let left), .string(let right)) = (allowed, value) {
      return CodePoints.areEqual(left, right)
    }
    if case (.number(let left), .number(let right)) = (allowed, value) {
      return CodePoints.areEqual(left.text, right.text) || left == right
    }
    return allowed == value
  }
}
