/// A request method (RFC 9110 §9): a token, compared case-sensitively. The set is open.
package struct HTTPMethod: RawRepresentable, Hashable, Sendable {
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  package static let get = HTTPMethod(rawValue: "GET")
  package static let head = HTTPMethod(rawValue: "HEAD")
  package static let post = HTTPMethod(rawValue: "POST")
  package static let put = HTTPMethod(rawValue: "PUT")
  package static let delete = HTTPMethod(rawValue: "DELETE")
  package static let patch = HTTPMethod(rawValue: "PATCH")
  package static let query = HTTPMethod(rawValue: "QUERY")
  package static let options = HTTPMethod(rawValue: "OPTIONS")
  package static let trace = HTTPMethod(rawValue: "TRACE")
  package static let connect = HTTPMethod(rawValue: "CONNECT")

  /// The methods of RFC 9110 §9.3, PATCH (RFC 5789) and QUERY
  /// (draft-ietf-httpbis-safe-method-w-body, which OpenAPI 3.2 has); any other token is answered
  /// 501 (RFC 9110 §9.1).
  package var isKnown: Bool {
    switch self {
    case .get, .head, .post, .put, .delete, .patch, .query, .options, .trace, .connect: true
    default: false
    }
  }

  /// Matches the frequent ones by their bytes, so that they cost no string.
  init(token: UnsafeBufferPointer<UInt8>) {
    if token.equals("POST") {
      self = .post
    } else if token.equals("GET") {
      self = .get
    } else {
      self.init(rawValue: String(decoding: token, as: UTF8.self))
    }
  }
}
