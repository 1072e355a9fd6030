/// One JSON value (RFC 8259), as it was written: numbers keep their text, members their order.
///
/// Equality is JSON's, not Swift's: numbers compare by value (`5` equals `5.0`), strings by code
/// point (RFC 8259 §8.3, so composed and decomposed letters differ), objects regardless of order.
package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}
