/// One complete request. Head and body are blocks of bytes; text is made of them when asked for.
package struct HTTPRequest: Sendable {
  package internal(set) var method = HTTPMethod.get
  package internal(set) var version = HTTPVersion.http11
  package internal(set) var fields = HTTPFields()
  /// The content, with any chunked framing removed.
  package internal(set) var body = ContiguousArray<UInt8>()
  /// Whether the head is complete and the body is not.
  package internal(set) var isBodyPending = false
  /// Identifies the connection among all that the server ever had.
  package internal(set) var connectionID: UInt64 = 0
  /// The connection's number for people: the first one is 1.
  package internal(set) var connectionNumber = 0
  /// The fields of the trailer section. Never merged into `fields` (RFC 9112 §7.1.2).
  package internal(set) var trailers: HTTPFields {
    get { trailerSection ?? HTTPFields() }
    set { trailerSection = newValue }
  }

  /// Nil for all but the few requests that have trailers.
  private var trailerSection: HTTPFields?

  /// Ranges over the bytes of `fields`, which hold the whole head.
  var targetRange = 0..<0
  var authorityRange: Range<Int>?
  @usableFromInline var pathRange = 0..<0
  @usableFromInline var queryRange: Range<Int>?

  package init() {}

  /// Whether the request line was read. In a refused request it may not have been.
  package var hasRequestLine: Bool { !targetRange.isEmpty }

  /// The request-target as it was sent.
  package var target: String { text(of: targetRange) }

  /// The path, percent-encoding and all, starting with `/`; `*` for `OPTIONS *`.
  package var path: String { pathRange.isEmpty ? "/" : text(of: pathRange) }

  /// What follows the first `?`, percent-encoding and all.
  package var query: String? { queryRange.map(text(of:)) }

  /// The authority of an absolute-form target, else the Host field (RFC 9112 §3.2.2).
  package var authority: String? { authorityRange.map(text(of:)) ?? fields["host"] }

  /// Passes the bytes of `path` without a copy.
  @inlinable @inline(__always)
  package func withPath<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    guard !pathRange.isEmpty else { return ("/" as StaticString).withUTF8Buffer(body) }
    return fields.bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[pathRange]))
    }
  }

  /// Passes the bytes of `query` without a copy; none when there is no query.
  @inlinable @inline(__always)
  package func withQuery<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    fields.bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[queryRange ?? 0..<0]))
    }
  }

  private func text(of range: Range<Int>) -> String {
    fields.bytes.withUnsafeBufferPointer { String(decoding: $0[part: range], as: UTF8.self) }
  }

  /// Empties it for the next request and frees the memory that a large body took.
  mutating func reset() {
    method = .get
    version = .http11
    fields.reset()
    trailerSection = nil
    body.removeAll(keepingCapacity: body.capacity <= 4096)
    isBodyPending = false
    targetRange = 0..<0
    authorityRange = nil
    pathRange = 0..<0
    queryRange = nil
  }
}

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

  /// Compares the two frequent methods as bytes, so that they cost no string.
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

/// The protocol versions this server speaks. A higher minor version is answered as 1.1
/// (RFC 9110 §2.5); another major version is refused with 505.
package enum HTTPVersion: Sendable {
  case http10
  case http11

  /// As a request line spells it.
  package var text: String {
    switch self {
    case .http10: "HTTP/1.0"
    case .http11: "HTTP/1.1"
    }
  }
}
