/// Strings (RFC 8259 §7). A string without escapes is one scan for its end, one check of its
/// UTF-8, and one copy.
extension JSONParser {
  /// - Precondition: a quote stands at `offset`.
  mutating func readString() throws(JSONFailure) -> String {
    let start = offset + 1
    let end = PlainText.end(in: bytes, from: start)
    guard end < bytes.count else { throw unterminated(from: start) }
    switch bytes[end] {
    case .quote:
      offset = end + 1
      return try text(from: start, to: end)
    case .backslash: return try readEscapedString(from: start, plainEnd: end)
    default: throw controlFailure(from: start, at: end)
    }
  }

  /// Checked here, since `String(decoding:)` repairs what is malformed; it is the one way into a
  /// string that the standard library has specialised.
  private func text(from start: Int, to end: Int) throws(JSONFailure) -> String {
    if let failure = invalidUTF8(from: start, to: end) { throw failure }
    return String(
      decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
  }

  private mutating func readEscapedString(
    from start: Int, plainEnd: Int
  ) throws(JSONFailure) -> String {
    scratch.removeAll(keepingCapacity: true)
    var plainStart = start
    var end = plainEnd
    while true {
      scratch.append(contentsOf: bytes[plainStart..<end])
      guard end < bytes.count else { throw unterminated(from: start) }
      switch bytes[end] {
      case .quote:
        offset = end + 1
        return try scratchText(from: start, to: end)
      case .backslash: plainStart = try readEscape(at: end, from: start)
      default: throw controlFailure(from: start, at: end)
      }
      end = PlainText.end(in: bytes, from: plainStart)
    }
  }

  /// Escapes are ASCII, so the source range is well-formed exactly when the result is.
  private func scratchText(from start: Int, to end: Int) throws(JSONFailure) -> String {
    if let failure = invalidUTF8(from: start, to: end) { throw failure }
    return scratch.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// Appends what the escape at `offset` stands for; the offset after it.
  private mutating func readEscape(at offset: Int, from start: Int) throws(JSONFailure) -> Int {
    guard offset + 1 < bytes.count else { throw unterminated(from: start) }
    switch bytes[offset + 1] {
    case .quote, .backslash, .slash: scratch.append(bytes[offset + 1])
    case UInt8(ascii: "b"): scratch.append(0x08)
    case UInt8(ascii: "f"): scratch.append(0x0C)
    case UInt8(ascii: "n"): scratch.append(.lineFeed)
    case UInt8(ascii: "r"): scratch.append(.carriageReturn)
    case UInt8(ascii: "t"): scratch.append(.tab)
    case UInt8(ascii: "u"): return try readUnicodeEscape(at: offset)
    default:
      throw JSONFailure(fault: .unknownEscape(finding(at: offset + 1)), offset: offset)
    }
    return offset + 2
  }

  /// `\uHHHH`, two of them for a scalar beyond U+FFFF (RFC 8259 §7).
  private mutating func readUnicodeEscape(at offset: Int) throws(JSONFailure) -> Int {
    let unit = try readCodeUnit(at: offset)
    guard UTF16.isLeadSurrogate(unit) || UTF16.isTrailSurrogate(unit) else {
      append(UInt32(unit))
      return offset + 6
    }
    let next = offset + 6
    guard UTF16.isLeadSurrogate(unit), next + 1 < bytes.count, bytes[next] == .backslash,
      bytes[next + 1] == UInt8(ascii: "u")
    else { throw JSONFailure(fault: .loneSurrogate(unit), offset: offset) }
    let trail = try readCodeUnit(at: next)
    guard UTF16.isTrailSurrogate(trail) else {
      throw JSONFailure(fault: .loneSurrogate(unit), offset: offset)
    }
    append(0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(trail & 0x3FF)))
    return next + 6
  }

  private func readCodeUnit(at offset: Int) throws(JSONFailure) -> UInt16 {
    var unit: UInt16 = 0
    for index in (offset + 2)..<(offset + 6) {
      guard index < bytes.count, let digit = bytes[index].hexValue else {
        throw JSONFailure(fault: .badUnicodeEscape, offset: offset)
      }
      unit = unit << 4 | digit
    }
    return unit
  }

  private mutating func append(_ scalar: UInt32) {
    guard let scalar = Unicode.Scalar(scalar) else { return }
    scratch.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private func unterminated(from start: Int) -> JSONFailure {
    invalidUTF8(from: start, to: bytes.count)
      ?? JSONFailure(fault: .unterminatedString, offset: bytes.count)
  }

  private func controlFailure(from start: Int, at offset: Int) -> JSONFailure {
    invalidUTF8(from: start, to: offset)
      ?? JSONFailure(fault: .rawControlCharacter(bytes[offset]), offset: offset)
  }

  private func invalidUTF8(from start: Int, to end: Int) -> JSONFailure? {
    UTF8Check.firstInvalidOffset(in: bytes, from: start, to: end).map {
      JSONFailure(fault: .invalidUTF8(bytes[$0]), offset: $0)
    }
  }
}
