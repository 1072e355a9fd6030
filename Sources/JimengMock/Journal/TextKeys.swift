import HTTPTransport

/// Finds keys in text of any kind by their looks: a name of a key, then `:` or `=`, then its value,
/// each in quotes or not. Broken JSON, forms, the literals of programming languages.
enum TextKeys {
  /// Whether there is any. In JSON it finds every name of a key, and more.
  static func areSuspected(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    firstMark(in: text, from: 0) != nil
  }

  /// Appends the text with the values of its keys masked, rather too much than too little.
  static func appendMasked(
    _ text: UnsafeBufferPointer<UInt8>, to output: inout ByteBlock
  ) {
    var copied = 0
    while let mark = firstMark(in: text, from: copied) {
      let value = value(in: text, after: mark)
      output.append(text[copied..<value.lowerBound])
      if !value.isEmpty { output.append(Redaction.mask) }
      copied = value.upperBound
    }
    output.append(text[copied...])
  }

  /// The next `:` or `=` behind a name of a key.
  private static func firstMark(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    text[start...].indices.first {
      (text[$0] == UInt8(ascii: ":") || text[$0] == UInt8(ascii: "="))
        && isKey(before: $0, in: text)
    }
  }

  private static func isKey(before mark: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var end = mark
    while end > 0, isBlank(text[end - 1]) || isQuoting(text[end - 1]) { end -= 1 }
    var start = end
    while start > 0, isNameByte(text[start - 1]) { start -= 1 }
    // The end of a name with an escape in it, which may spell anything.
    if start > 0, start < end, text[start - 1] == UInt8(ascii: "\\") { return true }
    return SensitiveName.matchesParameter(UnsafeBufferPointer(rebasing: text[start..<end]))
  }

  private static func value(in text: UnsafeBufferPointer<UInt8>, after mark: Int) -> Range<Int> {
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
      // Nothing tells where it ends.
      return start..<text.count
    default:
      return start..<(text[start...].firstIndex(where: endsBareValue) ?? text.count)
    }
  }

  private static func endOfQuoted(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ quote: UInt8, isEscaped: Bool
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
