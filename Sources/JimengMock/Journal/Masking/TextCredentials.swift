/// Finds credentials in text of any kind by its looks: a name of a credential, then `:` or `=`,
/// then a value, each in quotes or not (broken JSON, forms, program texts); an XML element; a part
/// of a multipart body. Rather too much than too little.
enum TextCredentials {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  private static let partHeadBytesMax = 1024

  static func find(in text: Bytes) -> [CredentialSpan] {
    var spans: [CredentialSpan] = []
    var index = 0
    while index < text.count {
      let value: Range<Int>? =
        switch text[index] {
        case UInt8(ascii: ":"), UInt8(ascii: "="):
          isName(before: index, in: text)
            ? self.value(in: text, after: index) : part(in: text, namedAfter: index)
        case UInt8(ascii: ">"): element(in: text, openedAt: index)
        default: nil
        }
      guard let value else {
        index += 1
        continue
      }
      if !value.isEmpty { spans.append(CredentialSpan(range: value)) }
      index = max(index + 1, value.upperBound)
    }
    return spans
  }

  // MARK: Names

  private static func isName(before mark: Int, in text: Bytes) -> Bool {
    var end = mark
    while end > 0, isBlank(text[end - 1]) || isQuoting(text[end - 1]) { end -= 1 }
    var start = end
    while start > 0, isNameByte(text[start - 1]) { start -= 1 }
    if start > 0, start < end, text[start - 1] == UInt8(ascii: "\\") {
      // `\u0065` in a name may spell anything; of `\n` before a name, the letter is no part of it.
      if text[start] == UInt8(ascii: "u") { return true }
      start += 1
    }
    return CredentialName.matches(UnsafeBufferPointer(rebasing: text[start..<end]))
  }

  // MARK: Values

  private static func value(in text: Bytes, after mark: Int) -> Range<Int> {
    var start = mark + 1
    while start < text.count, isBlank(text[start]) || text[start] == UInt8(ascii: "\\") {
      start += 1
    }
    guard start < text.count else { return start..<start }
    switch text[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let isEscaped = text[start - 1] == UInt8(ascii: "\\")
      return (start + 1)..<endOfQuoted(text, from: start + 1, text[start], isEscaped: isEscaped)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      // Nothing shows where it ends.
      return start..<text.count
    default:
      return start..<(text[start...].firstIndex(where: endsBareValue) ?? text.count)
    }
  }

  private static func endOfQuoted(
    _ text: Bytes, from start: Int, _ quote: UInt8, isEscaped: Bool
  ) -> Int {
    var end = start
    while end < text.count, text[end] != quote {
      if text[end] == UInt8(ascii: "\\") {
        if isEscaped { return end }
        end += 1
      }
      end += 1
    }
    return min(end, text.count)
  }

  /// `<apiKey>…<`
  private static func element(in text: Bytes, openedAt mark: Int) -> Range<Int>? {
    var start = mark
    while start > 0, isNameByte(text[start - 1]) { start -= 1 }
    guard start > 0, start < mark, text[start - 1] == UInt8(ascii: "<"),
      CredentialName.matches(UnsafeBufferPointer(rebasing: text[start..<mark]))
    else { return nil }
    return (mark + 1)..<(text[(mark + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? text.count)
  }

  /// `name="api_key"`, a blank line, and the part up to the end of its line (RFC 7578 §4.2).
  private static func part(in text: Bytes, namedAfter mark: Int) -> Range<Int>? {
    let quote = mark + 1
    guard quote < text.count, text[quote] == UInt8(ascii: "\""), mark >= 4,
      UnsafeBufferPointer(rebasing: text[(mark - 4)..<mark]).startsIgnoringCase(with: "name")
    else { return nil }
    let end = endOfQuoted(text, from: quote + 1, UInt8(ascii: "\""), isEscaped: false)
    guard CredentialName.matches(UnsafeBufferPointer(rebasing: text[(quote + 1)..<end])) else {
      return nil
    }
    // Bounded, so that many names without a blank line do not take long.
    let rest = UnsafeBufferPointer(rebasing: text[end...].prefix(partHeadBytesMax))
    let crlf = rest.firstOffset(of: "\r\n\r\n").map { $0 + 4 }
    guard let start = (crlf ?? rest.firstOffset(of: "\n\n").map { $0 + 2 }).map({ end + $0 }) else {
      return nil
    }
    return start..<(text[start...].firstIndex { $0 == 0x0D || $0 == 0x0A } ?? text.count)
  }

  // MARK: Bytes

  private static func endsBareValue(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "&") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func isQuoting(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\")
  }

  /// Of a name as it stands in JSON, in a form or in a program.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "%"), UInt8(ascii: "["), UInt8(ascii: "]"):
      true
    default: false
    }
  }
}
