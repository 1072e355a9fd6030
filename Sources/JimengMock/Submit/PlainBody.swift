import HTTPTransport

/// A body that the contract recognised at a glance: a flat object of strings and numbers, without
/// escapes. That is what makes it right to look for a name by its bytes: between two quotes it is
/// a name, or a whole string, and only a name is followed by a colon.
struct PlainBody {
  private let bytes: UnsafeBufferPointer<UInt8>

  /// - Parameter bytes: recognised by `Operation.recognizes`.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// What stands behind a name: the inside of a string, or the text of a number.
  func text(of quotedName: StaticString) -> String? {
    quotedName.withUTF8Buffer { name in
      var start = 0
      while start + name.count < bytes.count {
        let rest = UnsafeBufferPointer(rebasing: bytes[start...])
        guard let found = rest.firstOffset(of: quotedName) else { return nil }
        var position = skipWhitespace(from: start + found + name.count)
        if position < bytes.count, bytes[position] == UInt8(ascii: ":") {
          position = skipWhitespace(from: position + 1)
          return value(at: position)
        }
        start += found + name.count
      }
      return nil
    }
  }

  private func value(at position: Int) -> String? {
    guard position < bytes.count else { return nil }
    let isString = bytes[position] == UInt8(ascii: "\"")
    let start = isString ? position + 1 : position
    let end = bytes[start...].firstIndex { byte in
      isString ? byte == UInt8(ascii: "\"") : byte <= 0x20 || byte == 0x2C || byte == 0x7D
    }
    return end.map { String(decoding: bytes[start..<$0], as: UTF8.self) }
  }

  private func skipWhitespace(from start: Int) -> Int {
    var position = start
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    return position
  }
}
