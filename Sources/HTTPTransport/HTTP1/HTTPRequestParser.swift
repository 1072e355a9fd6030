/// Turns the bytes of one request after another into `HTTPRequest`s (RFC 9112). It owns the request
/// being read and knows no socket, no clock and no route.
///
/// Contract: each call of `parse` gets all bytes that no call has consumed yet, in one piece. It
/// returns how many of them it consumed and what it reached. Too few bytes are a result, not an
/// error. The outcome does not depend on how the stream is cut into calls.
package struct HTTPRequestParser: Sendable {
  package enum Progress: Equatable, Sendable {
    /// All that is complete was consumed; more bytes are needed.
    case needsMore
    /// The head is complete and a body follows. Call again, with no bytes if need be.
    case head
    /// The request is complete. Call `reset` before the next.
    case complete
  }

  enum Phase: Equatable {
    /// Before the request line. → head
    case start
    /// In the head, of which nothing is consumed until it is whole. → body, chunkLine, complete
    case head
    /// In a body of known length. → complete
    case body(remaining: Int)
    /// At a chunk-size line. → chunkData, trailers
    case chunkLine
    /// In a chunk, or in the CRLF behind it. → chunkLine
    case chunkData(remaining: Int)
    /// In the trailer section, consumed when whole. → complete
    case trailers
    /// → start, by `reset`
    case complete
  }

  package internal(set) var request = HTTPRequest()
  let limits: HTTPLimits
  var phase = Phase.start
  var framing = HTTPFraming()
  /// Where the line being read starts, and how far it has been searched, in unconsumed bytes.
  var lineStart = 0
  var searched = 0
  private var emptyLineCount = 0
  var chunkExtensionByteCount = 0

  package init(limits: HTTPLimits = HTTPLimits()) {
    self.limits = limits
  }

  /// True before the first byte of a request.
  package var isAtStart: Bool { phase == .start }

  /// True from the end of the head to the end of the body.
  package var isInBody: Bool {
    switch phase {
    case .body, .chunkLine, .chunkData, .trailers: true
    case .start, .head, .complete: false
    }
  }

  /// Whether the client waits for 100 (Continue) before it sends the body (RFC 9110 §10.1.1).
  package var expectsContinue: Bool { framing.expectsContinue }

  /// Whether the connection stays open after this request (RFC 9112 §9.3).
  package func keepsAlive(in version: HTTPVersion) -> Bool { framing.keepsAlive(in: version) }

  /// Prepares for the next request on the same connection.
  package mutating func reset() {
    request.reset()
    framing = HTTPFraming()
    phase = .start
    emptyLineCount = 0
  }

  /// Reads on. An error is final: there is no next request, and `request` holds what is known of
  /// this one.
  package mutating func parse(
    _ input: UnsafeBufferPointer<UInt8>
  ) throws(HTTPRefusal) -> (consumed: Int, progress: Progress) {
    var consumed = 0
    do throws(HTTPRefusal) {
      let progress = try advance(input, &consumed)
      return (consumed, progress)
    } catch {
      abandon(input[part: consumed..<input.count])
      throw error
    }
  }

  /// Gives `request` the lines that were read of an incomplete head or trailer section. Without
  /// them its fields are ranges over bytes that it doesn't have.
  /// - Parameter unconsumed: what the last call of `parse` was given and did not consume.
  package mutating func abandon(_ unconsumed: UnsafeBufferPointer<UInt8>) {
    let seen = unconsumed[part: 0..<min(searched, unconsumed.count)]
    if phase == .head, request.fields.bytes.isEmpty {
      request.fields.bytes.append(contentsOf: seen)
    } else if phase == .trailers, request.trailers.bytes.isEmpty {
      request.trailers.bytes.append(contentsOf: seen)
    }
  }

  private mutating func advance(
    _ input: UnsafeBufferPointer<UInt8>, _ consumed: inout Int
  ) throws(HTTPRefusal) -> Progress {
    while true {
      let rest = input[part: consumed..<input.count]
      switch phase {
      case .start:
        consumed += try skipEmptyLines(rest)
        if phase == .start { return .needsMore }
      case .head:
        guard let count = try parseHead(rest) else { return .needsMore }
        consumed += count
        return phase == .complete ? .complete : .head
      case .body(let remaining):
        consumed += takeBody(rest, remaining: remaining)
        if phase != .complete { return .needsMore }
      case .chunkLine:
        guard let count = try parseChunkLine(rest) else { return .needsMore }
        consumed += count
      case .chunkData(let remaining):
        consumed += try takeChunkData(rest, remaining: remaining)
        if phase != .chunkLine { return .needsMore }
      case .trailers:
        guard let count = try parseTrailers(rest) else { return .needsMore }
        consumed += count
      case .complete:
        return .complete
      }
    }
  }

  /// One or two empty lines before a request line are forgiven (RFC 9112 §2.2); then the first byte
  /// must begin a method, which turns away TLS and other protocols at once.
  private mutating func skipEmptyLines(
    _ input: UnsafeBufferPointer<UInt8>
  ) throws(HTTPRefusal) -> Int {
    var position = 0
    while position < input.count {
      let byte = input[position]
      guard byte == .carriageReturn || byte == .lineFeed else {
        guard ByteSet.token.contains(byte) else { throw .malformedMethod }
        phase = .head
        lineStart = 0
        searched = 0
        return position
      }
      guard byte == .carriageReturn else { throw .bareLineFeed }
      guard position + 1 < input.count else { return position }
      guard input[position + 1] == .lineFeed else { throw .bareCarriageReturn }
      emptyLineCount += 1
      guard emptyLineCount <= limits.leadingEmptyLinesMax else { throw .emptyLinesBeforeRequest }
      position += 2
    }
    return position
  }

  /// Finds the CR of the CRLF that ends the line being read, or nil while it is not there. Refuses
  /// any other control byte but a tab (RFC 9110 §5.5, RFC 9112 §2.2). Looks at the first
  /// `byteCountMax` bytes only, so that a section is refused as too large however much has arrived.
  mutating func endOfLine(
    _ input: UnsafeBufferPointer<UInt8>, byteCountMax: Int
  ) throws(HTTPRefusal) -> Int? {
    let limit = min(input.count, byteCountMax)
    var position = searched
    while position < limit {
      position = input.firstControlByte(from: position, to: limit)
      guard position < limit else { break }
      let byte = input[position]
      if byte != .tab {
        guard byte == .carriageReturn else {
          throw byte == .lineFeed ? .bareLineFeed : .controlByte
        }
        guard position + 1 < limit else { break }
        guard input[position + 1] == .lineFeed else { throw .bareCarriageReturn }
        searched = position + 2
        return position
      }
      position += 1
    }
    searched = position
    return nil
  }

  private mutating func takeBody(
    _ input: UnsafeBufferPointer<UInt8>, remaining: Int
  ) -> Int {
    let count = min(remaining, input.count)
    request.body.append(contentsOf: input[part: 0..<count])
    phase = remaining == count ? .complete : .body(remaining: remaining - count)
    return count
  }
}
