/// The chunked coding (RFC 9112 §7.1), read strictly: bytes that one parser skips here are another
/// request to the next parser.
extension HTTPRequestParser {
  /// Reads `chunk-size [chunk-ext] CRLF`. Returns its bytes, or nil while it is not whole.
  mutating func parseChunkLine(_ input: UnsafeBufferPointer<UInt8>) throws(HTTPRefusal) -> Int? {
    let byteCountMax = limits.chunkLineBytesMax + 2
    guard let end = try endOfLine(input, byteCountMax: byteCountMax) else {
      guard input.count < byteCountMax else { throw .chunkExtensionsTooLong }
      return nil
    }
    let line = input[part: 0..<end]
    var size = 0
    var zeroCount = 0
    while zeroCount < line.count, line[zeroCount] == .digitZero { zeroCount += 1 }
    var digitCount = zeroCount
    while digitCount < line.count, let digit = line[digitCount].hexDigitValue {
      let (shifted, overflow) = size.multipliedReportingOverflow(by: 16)
      guard !overflow else { throw .malformedChunk }
      size = shifted + digit
      digitCount += 1
    }
    guard digitCount > 0 else { throw .malformedChunk }
    try countOverhead(max(zeroCount - 1, 0) + line.count - digitCount)
    try checkExtensions(line[part: digitCount..<line.count])
    guard size <= limits.bodyBytesMax - request.body.count else { throw .bodyTooLarge }
    let count = searched
    lineStart = 0
    searched = 0
    phase = size == 0 ? .trailers : .chunkData(remaining: size + 2)
    return count
  }

  /// Bounds what size lines hold beside their sizes (RFC 9112 §7.1.1).
  private mutating func countOverhead(_ byteCount: Int) throws(HTTPRefusal) {
    chunkExtensionByteCount += byteCount
    guard chunkExtensionByteCount <= limits.chunkExtensionBytesMax else {
      throw .chunkExtensionsTooLong
    }
  }

  /// `*( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )`, RFC 9112 §7.1.1, but
  /// without white space before the first `;`, where a second size could hide.
  private mutating func checkExtensions(
    _ text: UnsafeBufferPointer<UInt8>
  ) throws(HTTPRefusal) {
    guard !text.isEmpty else { return }
    guard text[0] == UInt8(ascii: ";") else { throw .malformedChunk }
    var cursor = FieldCursor(text)
    while cursor.skip(UInt8(ascii: ";")) {
      cursor.skipWhitespace()
      guard cursor.skipToken() else { throw .malformedChunk }
      cursor.skipWhitespace()
      if cursor.skip(UInt8(ascii: "=")) {
        cursor.skipWhitespace()
        guard cursor.skipToken() || cursor.skipQuotedString() else { throw .malformedChunk }
        cursor.skipWhitespace()
      }
    }
    guard cursor.isAtEnd, !(text[text.count - 1].isOptionalWhitespace) else {
      throw .malformedChunk
    }
  }

  /// Takes chunk data. `remaining` includes the CRLF that must follow it.
  mutating func takeChunkData(
    _ input: UnsafeBufferPointer<UInt8>, remaining: Int
  ) throws(HTTPRefusal) -> Int {
    let dataCount = min(max(remaining - 2, 0), input.count)
    request.body.append(contentsOf: input[part: 0..<dataCount])
    var left = remaining - dataCount
    var position = dataCount
    while left > 0, left <= 2, position < input.count {
      let expected: UInt8 = left == 2 ? .carriageReturn : .lineFeed
      guard input[position] == expected else { throw .malformedChunk }
      position += 1
      left -= 1
    }
    phase = left == 0 ? .chunkLine : .chunkData(remaining: left)
    return position
  }

  /// Reads the trailer section. Its fields are kept apart from the head's (RFC 9112 §7.1.2).
  mutating func parseTrailers(_ input: UnsafeBufferPointer<UInt8>) throws(HTTPRefusal) -> Int? {
    while let end = try endOfLine(input, byteCountMax: limits.headBytesMax) {
      let line = lineStart..<end
      if line.isEmpty {
        request.trailers.bytes.append(contentsOf: input[part: 0..<searched])
        phase = .complete
        return searched
      }
      try parseField(line, in: input)
      lineStart = searched
    }
    guard input.count <= limits.headBytesMax else { throw .headTooLarge }
    return nil
  }
}

/// Walks over chunk extensions by the grammar of RFC 9110 §5.6.
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
