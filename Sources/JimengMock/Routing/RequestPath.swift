import HTTPTransport
import OpenAPIContract

/// The prefixes that a path may have, for example from a client's base URL: `/session/<name>`,
/// `/scenario/<name>`, the base path of the configuration, and `/BASE_URL`, the page's flattened
/// variable. Each may occur once, in any order.
struct PathPrefixes {
  /// The length of all prefixes in bytes.
  private(set) var count = 0
  /// The length in bytes up to the end of the last session or scenario prefix. The journal shows
  /// the path after it.
  private(set) var choiceCount = 0
  /// Percent-decoded; it may be an illegal name.
  private(set) var session: String?
  /// Percent-decoded; there may be no such scenario.
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

  /// The page's own path is `/BASE_URL/jimeng/submit/videos`.
  private static let variable: StaticString = "/BASE_URL"

  /// Whether the path begins with these segments and has more after them.
  private static func isPrefix(
    _ segments: UnsafeBufferPointer<UInt8>, of path: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    path.count > segments.count && path[segments.count] == UInt8(ascii: "/")
      && path.starts(with: segments)
  }

  /// The segment after `prefix`, and where it ends. An encoded letter equals the letter (RFC 3986
  /// §6.2.2.2); any other encoded character is illegal in a name.
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
  /// The characters besides letters and digits that a path may contain (RFC 3986 §3.3), with the
  /// slash and the percent sign.
  private static let punctuation = Set("-._~!$&'()*+,;=:@/%".utf8)
  /// Paths of the mock itself.
  private static let reserved = ["/__mock", "/session", "/scenario"]

  /// Why `path` cannot be a base path, in a message that quotes it; nil if it can. The empty path
  /// means no base path.
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
    return punctuation.contains(byte) || character.isLetter || character.isNumber
  }
}

/// A request's path, interpreted once: its prefixes, whether it belongs to the admin API, and the
/// path that the contract is compared with. That path has no prefixes, and its unreserved
/// characters are percent-decoded (RFC 3986 §6.2.2.2).
struct RequestPath {
  let prefixes: PathPrefixes
  /// Whether it begins with `/__mock`, after its prefixes.
  let isAdmin: Bool
  /// The path without prefixes, if something in it was decoded.
  private let decoded: ContiguousArray<UInt8>?

  /// - Parameter basePath: empty for none.
  init(_ path: UnsafeBufferPointer<UInt8>, basePath: ContiguousArray<UInt8>) {
    prefixes = PathPrefixes(path, basePath: basePath)
    let own = UnsafeBufferPointer(rebasing: path[prefixes.count...])
    isAdmin = own.hasBytes("/__mock", at: 0)
    let isEncoded = own.firstIndex(ofByte: UInt8(ascii: "%")) != nil
    decoded = isEncoded ? PercentEncoding.decodeUnreserved(own) : nil
  }

  /// For a request without a readable path.
  init() {
    prefixes = PathPrefixes()
    isAdmin = false
    decoded = nil
  }

  /// Calls `body` with the bytes after the prefixes; an empty path is passed as `/`.
  /// - Parameter request: the request that the path was made from.
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
