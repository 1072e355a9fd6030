extension HTTPRequestParser {
  /// Reads each line of the head as it is complete, and consumes all of them at the empty line.
  /// Returns the bytes of the head, or nil while it is incomplete.
  mutating func parseHead(_ input: UnsafeBufferPointer<UInt8>) throws(HTTPRefusal) -> Int? {
    while let end = try endOfLine(input, byteCountMax: limits.headBytesMax) {
      let line = lineStart..<end
      if lineStart == 0 {
        try parseRequestLine(input[part: line])
      } else if line.isEmpty {
        let count = searched
        try finishHead(input[part: 0..<count])
        return count
      } else {
        try parseField(line, in: input)
      }
      lineStart = searched
    }
    guard input.count <= limits.headBytesMax else {
      throw lineStart == 0 ? overlongRequestLine(input) : .headTooLarge
    }
    return nil
  }

  /// A request line without an end has an overlong target, or an overlong method.
  private func overlongRequestLine(_ input: UnsafeBufferPointer<UInt8>) -> HTTPRefusal {
    input.prefix(limits.methodBytesMax + 1).contains(.space) ? .targetTooLong : .malformedMethod
  }

  // MARK: Request line (RFC 9112 §3)

  private mutating func parseRequestLine(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(HTTPRefusal) {
    guard let methodEnd = line.firstIndex(ofByte: .space) else { throw .malformedRequestLine }
    guard methodEnd <= limits.methodBytesMax,
      ByteSet.token.containsAll(of: line[part: 0..<methodEnd])
    else { throw .malformedMethod }
    let targetStart = methodEnd + 1
    guard let targetCount = line[part: targetStart..<line.count].firstIndex(ofByte: .space),
      targetCount > 0
    else { throw .malformedRequestLine }
    let targetEnd = targetStart + targetCount
    request.version = try version(line[part: (targetEnd + 1)..<line.count])
    guard targetEnd - targetStart <= limits.targetBytesMax else { throw .targetTooLong }
    request.method = HTTPMethod(token: line[part: 0..<methodEnd])
    try parseTarget(line, targetStart..<targetEnd)
  }

  private func version(_ text: UnsafeBufferPointer<UInt8>) throws(HTTPRefusal) -> HTTPVersion {
    if text.equals("HTTP/1.1") { return .http11 }
    guard text.count == 8, text[part: 0..<5].equals("HTTP/"), text[6] == UInt8(ascii: "."),
      (UInt8.digitZero ... .digitNine).contains(text[5]),
      (UInt8.digitZero ... .digitNine).contains(text[7])
    else { throw text.contains(.space) ? .malformedRequestLine : .malformedVersion }
    guard text[5] == UInt8(ascii: "1") else { throw .unsupportedVersion }
    return text[7] == .digitZero ? .http10 : .http11
  }

  /// The four forms of RFC 9112 §3.2.
  private mutating func parseTarget(
    _ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) throws(HTTPRefusal) {
    let target = line[part: range]
    guard ByteSet.target.containsAll(of: target) else { throw .malformedTarget }
    request.pathRange = range
    if request.method == .connect {
      guard HTTPFraming.isHost(target, portRequired: true) else { throw .targetFormNotAllowed }
    } else if target[0] == UInt8(ascii: "/") {
      try splitQuery(line, range)
    } else if target.equals("*") {
      guard request.method == .options else { throw .targetFormNotAllowed }
    } else {
      try parseAbsoluteForm(line, range)
    }
    // Set last: a refused target may hold a secret, such as a password, and must not be recorded.
    request.targetRange = range
  }

  /// `http://authority/path`: the authority replaces Host (RFC 9112 §3.2.2).
  private mutating func parseAbsoluteForm(
    _ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) throws(HTTPRefusal) {
    let target = line[part: range]
    let schemeCount =
      target.count >= 7 && target[part: 0..<7].equalsIgnoringCase("http://")
      ? 7 : target.count >= 8 && target[part: 0..<8].equalsIgnoringCase("https://") ? 8 : 0
    guard schemeCount > 0 else { throw .targetFormNotAllowed }
    let start = range.lowerBound + schemeCount
    let rest = line[start..<range.upperBound]
    let end =
      rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? range.upperBound
    guard HTTPFraming.isHost(line[part: start..<end], portRequired: false) else {
      throw .malformedTarget
    }
    request.authorityRange = start..<end
    try splitQuery(line, end..<range.upperBound)
  }

  private mutating func splitQuery(
    _ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) throws(HTTPRefusal) {
    let mark = line[part: range].firstIndex(ofByte: UInt8(ascii: "?")).map { range.lowerBound + $0 }
    request.pathRange = range.lowerBound..<(mark ?? range.upperBound)
    request.queryRange = mark.map { ($0 + 1)..<range.upperBound }
    guard !Self.hidesControlByte(line[part: request.pathRange]) else { throw .malformedTarget }
  }

  /// `%00`, `%0A` and `%0D` have no honest use in a path. Once decoded they cut strings and lines.
  private static func hidesControlByte(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    guard path.firstIndex(ofByte: UInt8(ascii: "%")) != nil, path.count > 2 else { return false }
    return (0..<(path.count - 2)).contains { index in
      guard path[index] == UInt8(ascii: "%"), path[index + 1] == .digitZero else { return false }
      return [0, 10, 13].contains(path[index + 2].hexDigitValue)
    }
  }

  // MARK: Field lines (RFC 9112 §5)

  mutating func parseField(
    _ line: Range<Int>, in input: UnsafeBufferPointer<UInt8>
  ) throws(HTTPRefusal) {
    let bytes = input[part: line]
    let isTrailer = phase == .trailers
    if bytes[0].isOptionalWhitespace {
      throw request.fields.count == 0 ? .whitespaceBeforeField : .lineFolding
    }
    var nameEnd = 0
    while nameEnd < bytes.count, ByteSet.token.contains(bytes[nameEnd]) { nameEnd += 1 }
    guard nameEnd < bytes.count, nameEnd > 0, bytes[nameEnd] == UInt8(ascii: ":") else {
      let isSpace = nameEnd < bytes.count && bytes[nameEnd].isOptionalWhitespace
      throw isSpace ? .whitespaceBeforeColon : .malformedFieldName
    }
    var start = nameEnd + 1
    var end = bytes.count
    while start < end, bytes[start].isOptionalWhitespace { start += 1 }
    while end > start, bytes[end - 1].isOptionalWhitespace { end -= 1 }
    let entry = HTTPFields.Entry(
      nameStart: Int32(truncatingIfNeeded: line.lowerBound),
      nameCount: Int32(truncatingIfNeeded: nameEnd),
      valueStart: Int32(truncatingIfNeeded: line.lowerBound + start),
      valueCount: Int32(truncatingIfNeeded: end - start))
    if isTrailer {
      guard request.trailers.count < limits.fieldCountMax else { throw .tooManyFields }
      request.trailers.append(entry)
    } else {
      guard request.fields.count < limits.fieldCountMax else { throw .tooManyFields }
      request.fields.append(entry)
      try framing.record(name: bytes[part: 0..<nameEnd], value: bytes[part: start..<end])
    }
  }

  private mutating func finishHead(_ head: UnsafeBufferPointer<UInt8>) throws(HTTPRefusal) {
    request.fields.bytes.append(contentsOf: head)
    switch try framing.body(of: request.version, bytesMax: limits.bodyBytesMax) {
    case .none:
      phase = .complete
    case .length(let count):
      phase = .body(remaining: count)
    case .chunked:
      phase = .chunkLine
      lineStart = 0
      searched = 0
      chunkExtensionByteCount = 0
    }
  }
}
