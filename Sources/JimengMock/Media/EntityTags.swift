/// A list of entity tags, as If-None-Match carries it (RFC 9110 §13.1.2).
enum EntityTags {
  /// Compares weakly: `W/` plays no part (§8.8.3.2).
  ///
  /// - Parameters:
  ///   - tag: a strong tag with its quotes.
  ///   - list: `*`, or tags with commas between them. What is malformed ends the list.
  static func contain(_ tag: String, in list: String) -> Bool {
    let bytes = Array(list.utf8)
    var rest = bytes[...].drop(while: isSeparator)
    if rest.first == UInt8(ascii: "*") { return rest.dropFirst().allSatisfy(isSeparator) }
    let wanted = Array(tag.utf8)
    while !rest.isEmpty {
      if rest.starts(with: "W/".utf8) { rest = rest.dropFirst(2) }
      guard rest.first == UInt8(ascii: "\""),
        let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "\""))
      else { return false }
      if rest[...end].elementsEqual(wanted) { return true }
      rest = rest[(end + 1)...].drop(while: isSeparator)
    }
    return false
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == 0x20 || byte == 0x09
  }
}
