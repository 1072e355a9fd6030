/// Walks over a field value or a chunk extension by the grammar of RFC 9110 §5.6.
struct FieldCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  mutating func skipWhitespace() {
    while position < bytes.count, bytes[position].isOptionalWhitespace { position += 1 }
  }

  /// `token`, RFC 9110 §5.6.2.
  mutating func skipToken() -> Bool {
    let start = position
    while position < bytes.count, ByteSet.token.contains(bytes[position]) { position += 1 }
    return position > start
  }

  /// `quoted-string`, RFC 9110 §5.6.4.
  mutating func skipQuotedString() -> Bool {
    guard skip(UInt8(ascii: "\"")) else { return false }
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return true }
      if byte == UInt8(ascii: "\\") {
        guard position < bytes.count else { return false }
        position += 1
      }
    }
    return false
  }
}
