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
