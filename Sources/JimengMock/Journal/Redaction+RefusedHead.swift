import HTTPTransport

/// A head that was refused may hold lines that are no fields, or not whole ones. Nothing tells
/// where in them a key may stand.
extension Redaction {
  /// Fields of which nobody makes a key, in lower case.
  private static let harmlessNames: [StaticString] = [
    "accept", "accept-encoding", "accept-language", "connection", "content-length", "content-type",
    "expect", "host", "transfer-encoding", "user-agent",
  ]

  /// Appends such lines, each begun by a line feed: with its name where it has one, and with its
  /// value where that is harmless.
  static func appendUnread(
    _ section: UnsafeBufferPointer<UInt8>, to output: inout ByteBlock
  ) {
    for line in section.split(separator: UInt8(ascii: "\n")) where !line.allSatisfy(isBlank) {
      output.append(UInt8(ascii: "\n"))
      appendUnreadLine(UnsafeBufferPointer(rebasing: line), to: &output)
    }
  }

  private static func appendUnreadLine(
    _ line: UnsafeBufferPointer<UInt8>, to output: inout ByteBlock
  ) {
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.count
    let name = colon < line.count ? name(UnsafeBufferPointer(rebasing: line[..<colon])) : nil
    guard let name else {
      output.append(mask)
      output.append(UInt8(ascii: ":"))
      return output.append(mask)
    }
    output.append(name)
    output.append(UInt8(ascii: ":"))
    if isHarmless(name) { output.append(line[(colon + 1)...]) } else { output.append(mask) }
  }

  /// Without the quotes and the white space around it, which are what some are refused for. A line
  /// that begins with white space goes on with the value before it, and has no name.
  private static func name(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard let first = text.first, !isBlank(first) else { return nil }
    let isAround: (UInt8) -> Bool = { isBlank($0) || $0 == UInt8(ascii: "\"") }
    var name = text.drop(while: isAround)
    while let last = name.last, isAround(last) { name = name.dropLast() }
    guard !name.isEmpty, name.allSatisfy(isNameByte) else { return nil }
    return UnsafeBufferPointer(rebasing: name)
  }

  private static func isHarmless(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    harmlessNames.contains {
      $0.utf8CodeUnitCount == name.count && name.startsIgnoringCase(with: $0)
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }

  /// Fewer than a token may have (RFC 9110 §5.6.2): what joins a name to a value is none of them.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
