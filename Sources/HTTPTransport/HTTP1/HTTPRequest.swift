/// One complete request. Head and body are blocks of bytes; text is made of them when asked for.
package struct HTTPRequest: Sendable {
  package internal(set) var method = HTTPMethod.get
  package internal(set) var version = HTTPVersion.http11
  package internal(set) var fields = HTTPFields()
  /// The content, with any chunked framing removed.
  package internal(set) var body = ContiguousArray<UInt8>()
  /// Names the connection it came on among all that the server ever had.
  package internal(set) var connectionID: UInt64 = 0
  /// The same for people: the first connection is 1.
  package internal(set) var connectionNumber = 0
  /// The fields of the trailer section. Never merged into `fields` (RFC 9112 §7.1.2).
  package internal(set) var trailers: HTTPFields {
    get { trailerSection ?? HTTPFields() }
    set { trailerSection = newValue }
  }

  /// Nil for all but the few requests that have trailers, which keeps every other request lighter.
  private var trailerSection: HTTPFields?

  /// Ranges over the bytes of `fields`, which hold the whole head.
  var targetRange = 0..<0
  var authorityRange: Range<Int>?
  @usableFromInline var pathRange = 0..<0
  @usableFromInline var queryRange: Range<Int>?

  package init() {}

  /// Whether as much as its request line was read: of one that is refused it may not be.
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
  @inlinable
  package func withPath<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    guard !pathRange.isEmpty else { return ("/" as StaticString).withUTF8Buffer(body) }
    return fields.bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[pathRange]))
    }
  }

  /// Passes the bytes of `query` without a copy; none when there is no query.
  @inlinable
  package func withQuery<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    fields.bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[queryRange ?? 0..<0]))
    }
  }

  private func text(of range: Range<Int>) -> String {
    fields.bytes.withUnsafeBufferPointer { String(decoding: $0[part: range], as: UTF8.self) }
  }

  /// Makes room for the next request and gives back memory that an outsized one took.
  mutating func reset() {
    method = .get
    version = .http11
    fields.reset()
    trailerSection = nil
    body.removeAll(keepingCapacity: body.capacity <= 4096)
    targetRange = 0..<0
    authorityRange = nil
    pathRange = 0..<0
    queryRange = nil
  }
}
