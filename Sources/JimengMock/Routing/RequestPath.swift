import HTTPTransport
import OpenAPIContract

/// What may stand before a path, such as in a client's base URL: `/session/<name>` and
/// `/scenario/<name>`, which only choose; the base path of the configuration; and the page's
/// flattened variable, `/BASE_URL`. Each once, in any order.
struct PathPrefixes {
  /// How many bytes of the path they are.
  private(set) var count = 0
  /// How many bytes there are up to the end of the last that only chooses; the journal tells of
  /// what follows.
  private(set) var choiceCount = 0
  /// Decoded, legal or not.
  private(set) var session: String?
  /// Decoded, known or not.
  private(set) var scenario: String?

  init() {}

  /// - Parameter basePath: empty for none.
  init(_ path: UnsafeBufferPointer<UInt8>, basePath: ContiguousArray<UInt8>) {
    var mayHaveBase = !basePath.isEmpty
    var mayHaveVariable = true
    while true {
      let rest = UnsafeBufferPointer(rebasing: path[count...])
      if session == nil, let name = Self.name(after: "/session/", in: rest) {
        session = name.text
        count += name.end
        choiceCount = count
      } else if scenario == nil, let name = Self.name(after: "/scenario/", in: rest) {
        scenario = name.text
        count += name.end
        choiceCount = count
      } else if mayHaveBase, basePath.withUnsafeBufferPointer({ Self.isPrefix($0, of: rest) }) {
        mayHaveBase = false
        count += basePath.count
      } else if mayHaveVariable, Self.variable.withUTF8Buffer({ Self.isPrefix($0, of: rest) }) {
        mayHaveVariable = false
        count += Self.variable.utf8CodeUnitCount
      } else {
        return
      }
    }
  }

  /// Of `/BASE_URL/jimeng/submit/videos`, the page's own path.
  private static let variable: StaticString = "/BASE_URL"

  /// Whether a path begins with these segments, and goes on.
  private static func isPrefix(
    _ segments: UnsafeBufferPointer<UInt8>, of path: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    path.count > segments.count && path[segments.count] == UInt8(ascii: "/")
      && path.starts(with: segments)
  }

  /// The segment behind `prefix`, and where it ends. Letters mean the same encoded or not (RFC 3986
  /// §6.2.2.2); what else was encoded is legal in no name.
  private static func name(
    after prefix: StaticString, in path: UnsafeBufferPointer<UInt8>
  ) -> (text: String, end: Int)? {
    let start = prefix.utf8CodeUnitCount
    guard path.hasBytes(prefix, at: 0) else { return nil }
    let end = path[start...].firstIndex(of: UInt8(ascii: "/")) ?? path.count
    return (PercentEncoding.decode(path[start..<end], plusIsSpace: false), end)
  }
}

/// A prefix under which every operation is served as well, such as `/api`.
package enum BasePath {
  /// Besides letters and digits, what a path may hold as it is (RFC 3986 §3.3); and the slash, and
  /// the percent sign of what is encoded.
  private static let marks = Set("-._~!$&'()*+,;=:@/%".utf8)
  /// What the mock itself takes off a path, or answers.
  private static let reserved = ["/__mock", "/session", "/scenario"]

  /// Why a path cannot be one, in words that quote it; nil when it can. The empty path stands for
  /// none.
  package static func fault(of path: String) -> String? {
    guard !path.isEmpty else { return nil }
    guard path.hasPrefix("/") else { return "'\(path)' does not begin with '/'" }
    guard !path.hasSuffix("/") else { return "'\(path)' ends with '/'" }
    if let other = path.first(where: { !isLegal($0) }) {
      return PrintableText.of("'\(path)' has a '\(other)', which no path has")
    }
    guard !reserved.contains(where: { path == $0 || path.hasPrefix($0 + "/") }) else {
      return "'\(path)' leads to the admin API, or chooses a session or scenario"
    }
    return nil
  }

  private static func isLegal(_ character: Character) -> Bool {
    guard let byte = character.asciiValue else { return false }
    return marks.contains(byte) || character.isLetter || character.isNumber
  }
}

/// A request's path, interpreted once: what its prefixes choose, whether it is of the admin API,
/// and the path as the contract knows it: without its prefixes, and with percent-encoding undone
/// where it changes nothing (RFC 3986 §6.2.2.2).
struct RequestPath {
  let prefixes: PathPrefixes
  /// Whether it begins as those of the admin API do.
  let isAdmin: Bool
  /// The contract's path, where something had to be undone in it.
  private let decoded: ContiguousArray<UInt8>?

  /// - Parameter basePath: empty for none.
  init(_ path: UnsafeBufferPointer<UInt8>, basePath: ContiguousArray<UInt8>) {
    prefixes = PathPrefixes(path, basePath: basePath)
    let own = UnsafeBufferPointer(rebasing: path[prefixes.count...])
    isAdmin = own.hasBytes("/__mock", at: 0)
    let isEncoded = own.firstIndex(ofByte: UInt8(ascii: "%")) != nil
    decoded = isEncoded ? PercentEncoding.decodeUnreserved(own) : nil
  }

  /// Of a request that has no path that could be read.
  init() {
    prefixes = PathPrefixes()
    isAdmin = false
    decoded = nil
  }

  /// Passes the bytes of the contract's path; one of which nothing is left is `/`.
  /// - Parameter request: the one that it was made of.
  func withBytes<Result>(
    of request: HTTPRequest, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if let decoded { return decoded.withUnsafeBufferPointer(body) }
    return request.withPath { path in
      guard prefixes.count < path.count else { return ("/" as StaticString).withUTF8Buffer(body) }
      return body(UnsafeBufferPointer(rebasing: path[prefixes.count...]))
    }
  }

  /// Without its prefixes, as it was sent.
  func text(of request: HTTPRequest) -> String {
    String(Substring(request.path.utf8.dropFirst(prefixes.count)))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether `word` stands at `offset`.
  func hasBytes(_ word: StaticString, at offset: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard count - offset >= length else { return false }
    for index in 0..<length where self[offset + index] != word.utf8Start[index] { return false }
    return true
  }
}
