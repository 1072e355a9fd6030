import StrictJSON

/// One place where a request is not what was looked for. Pointers start at the request as the
/// journal tells it: `/method`, `/headers/Content-Type`, `/body/duration`.
struct Difference: Sendable, Equatable {
  let pointer: JSONPointer
  let expected: JSONValue
  /// Nil when there is nothing.
  let actual: JSONValue?

  init(_ pointer: JSONPointer, expected: JSONValue, actual: JSONValue?) {
    self.pointer = pointer
    self.expected = expected
    self.actual = actual
  }

  /// Longer values are told as the beginning of their JSON.
  private static let valueBytesMax = 1000

  var json: JSONValue {
    [
      "pointer": .string("\(pointer)"), "expected": expected,
      "actual": actual.map(Self.bounded) ?? .null, "message": .string(description),
    ]
  }

  private static func bounded(_ value: JSONValue) -> JSONValue {
    let text = JSONWriter.string(value)
    return text.utf8.count > valueBytesMax ? .string(short(text, bytesMax: valueBytesMax)) : value
  }

  private static func short(_ text: String, bytesMax: Int) -> String {
    guard text.utf8.count > bytesMax else { return text }
    return String(decoding: text.utf8.prefix(bytesMax), as: UTF8.self) + "…"
  }
}

extension Difference: CustomStringConvertible {
  /// `/body/duration: expected 5, was 7`
  var description: String {
    let wanted = Self.short(JSONWriter.string(expected), bytesMax: 200)
    guard let actual else { return "\(pointer): expected \(wanted), was missing" }
    return "\(pointer): expected \(wanted), was "
      + Self.short(JSONWriter.string(actual), bytesMax: 200)
  }
}
