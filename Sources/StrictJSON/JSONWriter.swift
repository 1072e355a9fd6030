/// Writes JSON with as few escapes as RFC 8259 §7 allows. Numbers are written as they were read,
/// members in their order, duplicates included: what was read is written back by value.
package enum JSONWriter {
  package enum Style: Sendable {
    /// No whitespace.
    case compact
    /// One member or item a line, indented by two spaces; no newline at the end.
    case pretty
  }

  package static func string(_ value: JSONValue, style: Style = .compact) -> String {
    String(decoding: bytes(value, style: style), as: UTF8.self)
  }

  package static func bytes(
    _ value: JSONValue, style: Style = .compact
  ) -> ContiguousArray<UInt8> {
    var output = ContiguousArray<UInt8>()
    write(value, style: style, to: &output)
    return output
  }

  package static func write(
    _ value: JSONValue, style: Style = .compact, to output: inout ContiguousArray<UInt8>
  ) {
    switch style {
    case .compact: write(value, indent: nil, to: &output)
    case .pretty: write(value, indent: 0, to: &output)
    }
  }

  /// One string with its quotes.
  package static func write(string: String, to output: inout ContiguousArray<UInt8>) {
    output.append(.quote)
    let fast: Void? = string.utf8.withContiguousStorageIfAvailable {
      writeEscaped($0, to: &output)
    }
    if fast == nil { Array(string.utf8).withUnsafeBufferPointer { writeEscaped($0, to: &output) } }
    output.append(.quote)
  }

  private static func write(
    _ value: JSONValue, indent: Int?, to output: inout ContiguousArray<UInt8>
  ) {
    switch value {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(true): output.append(contentsOf: "true".utf8)
    case .bool(false): output.append(contentsOf: "false".utf8)
    case .number(let number): output.append(contentsOf: number.text.utf8)
    case .string(let text): write(string: text, to: &output)
    case .array(let items): write(items, indent: indent, to: &output)
    case .object(let object): write(object, indent: indent, to: &output)
    }
  }

  private static func write(
    _ items: [JSONValue], indent: Int?, to output: inout ContiguousArray<UInt8>
  ) {
    guard !items.isEmpty else { return output.append(contentsOf: "[]".utf8) }
    output.append(.leftBracket)
    let inner = indent.map { $0 + 1 }
    for index in items.indices {
      if index > 0 { output.append(.comma) }
      breakLine(indent: inner, in: &output)
      write(items[index], indent: inner, to: &output)
    }
    breakLine(indent: indent, in: &output)
    output.append(.rightBracket)
  }

  private static func write(
    _ object: JSONObject, indent: Int?, to output: inout ContiguousArray<UInt8>
  ) {
    guard !object.members.isEmpty else { return output.append(contentsOf: "{}".utf8) }
    output.append(.leftBrace)
    let inner = indent.map { $0 + 1 }
    for index in object.members.indices {
      if index > 0 { output.append(.comma) }
      breakLine(indent: inner, in: &output)
      write(string: object.members[index].name, to: &output)
      output.append(.colon)
      if inner != nil { output.append(.space) }
      write(object.members[index].value, indent: inner, to: &output)
    }
    breakLine(indent: indent, in: &output)
    output.append(.rightBrace)
  }

  private static func breakLine(indent: Int?, in output: inout ContiguousArray<UInt8>) {
    guard let indent else { return }
    output.append(.lineFeed)
    output.append(contentsOf: repeatElement(.space, count: 2 * indent))
  }

  /// Copies runs that need no escape at once.
  private static func writeEscaped(
    _ bytes: UnsafeBufferPointer<UInt8>, to output: inout ContiguousArray<UInt8>
  ) {
    var runStart = 0
    for index in bytes.indices {
      let byte = bytes[index]
      guard byte < .space || byte == .quote || byte == .backslash else { continue }
      output.append(contentsOf: bytes[runStart..<index])
      writeEscape(byte, to: &output)
      runStart = index + 1
    }
    output.append(contentsOf: bytes[runStart...])
  }

  private static func writeEscape(_ byte: UInt8, to output: inout ContiguousArray<UInt8>) {
    output.append(.backslash)
    switch byte {
    case .quote, .backslash: output.append(byte)
    case 0x08: output.append(UInt8(ascii: "b"))
    case 0x0C: output.append(UInt8(ascii: "f"))
    case .lineFeed: output.append(UInt8(ascii: "n"))
    case .carriageReturn: output.append(UInt8(ascii: "r"))
    case .tab: output.append(UInt8(ascii: "t"))
    default:
      output.append(contentsOf: "u00".utf8)
      if byte < 0x10 { output.append(.zero) }
      output.append(contentsOf: String(byte, radix: 16).utf8)
    }
  }
}
