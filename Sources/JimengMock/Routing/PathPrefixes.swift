/// What may stand before a path and only chooses: `/session/<name>` and `/scenario/<name>`, each
/// once, in any order, such as in a client's base URL.
struct PathPrefixes {
  /// How many bytes of the path they are.
  private(set) var count = 0
  /// As written, legal or not.
  private(set) var session: String?
  private(set) var scenario: String?

  init() {}

  init(_ path: UnsafeBufferPointer<UInt8>) {
    // Both words begin with an s, and hardly any other path does.
    while count + 1 < path.count, path[count + 1] == UInt8(ascii: "s") {
      let rest = UnsafeBufferPointer(rebasing: path[count...])
      if session == nil, let name = Self.name(after: "/session/", in: rest) {
        session = name.text
        count += name.end
      } else if scenario == nil, let name = Self.name(after: "/scenario/", in: rest) {
        scenario = name.text
        count += name.end
      } else {
        return
      }
    }
  }

  /// The segment behind `prefix`, and where it ends.
  private static func name(
    after prefix: StaticString, in path: UnsafeBufferPointer<UInt8>
  ) -> (text: String, end: Int)? {
    let start = prefix.utf8CodeUnitCount
    guard path.hasBytes(prefix, at: 0) else { return nil }
    let end = path[start...].firstIndex(of: UInt8(ascii: "/")) ?? path.count
    return (String(decoding: path[start..<end], as: UTF8.self), end)
  }
}
