/// One JSON value (RFC 8259), as it was written: numbers keep their text, members their order.
///
/// Equality is JSON's, not Swift's: numbers compare by value (`5` equals `5.0`), strings by code
/// point (RFC 8259 §8.3, so composed and decomposed letters differ), objects regardless of order
/// (of a repeated name, the last member counts).
package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue {
  package var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  package var number: JSONNumber? {
    if case .number(let value) = self { value } else { nil }
  }

  package var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  package var array: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  package var object: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  package var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// The last member of that name, when this is an object.
  package subscript(name: String) -> JSONValue? {
    object?[name]
  }

  /// An integer that was written by this program, never a request's.
  package static func number(_ value: Int) -> JSONValue {
    .number(JSONNumber(value))
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) {
    self = .string(value)
  }

  package init(integerLiteral value: Int) {
    self = .number(JSONNumber(value))
  }

  package init(booleanLiteral value: Bool) {
    self = .bool(value)
  }

  package init(arrayLiteral elements: JSONValue...) {
    self = .array(elements)
  }

  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(
      JSONObject(members: elements.map { JSONObject.Member(name: $0.0, value: $0.1) }))
  }
}
