import Foundation

/// One request, ready to be sent.
struct HTTPCall: Sendable {
  enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  let method: Method
  let url: URL
  /// The whole value of the field; nil for none.
  let authorization: String?
  /// JSON; nil for none.
  let body: [UInt8]?
}
