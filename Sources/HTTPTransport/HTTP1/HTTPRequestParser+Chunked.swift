/// The chunked coding (RFC 9112 §7.1), read strictly: what one parser forgives here, the next one
/// takes for the start of another request.
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

  /// What a size line holds beyond its size costs time and says nothing (RFC 9112 §7.1.1).
  private mutating func countOverhead(_ byteCount: Int) throws(HTTPRefusal) {
    chunkExtensionByteCount += byteCount
    guard chunkExtensionByteCount <= limits.chunkExtensionBytesMax else {
      throw .chunkExtensionsTooLong
    }
  }

  /// `*( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )`, RFC 9112 §7.1.1, but with
  /// no white space before the first `;`: there it has hidden a second size.
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

  /// Takes chunk data; `remaining` counts the CRLF that must follow it.
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

  /// Reads the trailer section, parsed like fields and kept apart from them (RFC 9112 §7.1.2).
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
