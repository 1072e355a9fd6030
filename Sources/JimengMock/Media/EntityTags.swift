/// A list of entity tags, as If-Match and If-None-Match carry it (RFC 9110 §13.1.1, §13.1.2).
enum EntityTags {
  /// How tags are compared (§8.8.3.2).
  enum Comparison {
    /// A tag with `W/` is like none.
    case strong
    /// `W/` plays no part.
    case weak
  }

  /// - Parameters:
  ///   - tag: a strong tag with its quotes.
  ///   - list: `*`, or tags with commas between them. What is malformed ends the list.
  static func contain(_ tag: String, in list: String, _ comparison: Comparison) -> Bool {
    let bytes = Array(list.utf8)
    var rest = bytes[...].drop(while: isSeparator)
    if rest.first == UInt8(ascii: "*") { return rest.dropFirst().allSatisfy(isSeparator) }
    let wanted = Array(tag.utf8)
    while !rest.isEmpty {
      let isWeak = rest.starts(with: "W/".utf8)
      if isWeak { rest = rest.dropFirst(2) }
      guard rest.first == UInt8(ascii: "\""),
        let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "\""))
      else { return false }
      if rest[...end].elementsEqual(wanted), !isWeak || comparison == .weak { return true }
      rest = rest[(end + 1)...].drop(while: isSeparator)
    }
    return false
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == 0x20 || byte == 0x09
  }
}
