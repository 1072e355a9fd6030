import HTTPTransport
import Testing

@Suite("The request parser")
struct HTTPRequestParserTests {
  static let refused =
    refusedRequestLines + refusedFields + refusedSizes + refusedFramings + refusedChunks
  static let all = validStreams + validChunkedStreams + refused

  @Test("comes to what the stream is", arguments: all)
  func readsWhole(_ vector: StreamVector) {
    let outcome = ParseOutcome(whole: vector.bytes, limits: vector.limits)
    #expect(outcome.summaries == vector.requests)
    #expect(outcome.refusal == vector.refusal)
  }

  @Test("comes to the same when the stream is split at any byte", arguments: all)
  func readsSplit(_ vector: StreamVector) {
    let bytes = vector.bytes
    let whole = ParseOutcome(whole: bytes, limits: vector.limits)
    for cut in bytes.indices {
      let pieces = [bytes[..<cut], bytes[cut...]]
      let outcome = ParseOutcome(of: pieces, limits: vector.limits)
      if outcome != whole { Issue.record("cut at \(cut): \(outcome) instead of \(whole)") }
    }
  }

  @Test("comes to the same when the bytes come one by one", arguments: all)
  func readsByteByByte(_ vector: StreamVector) {
    #expect(
      ParseOutcome(byteByByte: vector.bytes, limits: vector.limits)
        == ParseOutcome(whole: vector.bytes, limits: vector.limits))
  }

  @Test(
    "waits for more, or refuses for the same reason, when the stream is cut off", arguments: all)
  func readsTruncated(_ vector: StreamVector) {
    let whole = ParseOutcome(whole: vector.bytes, limits: vector.limits)
    for count in vector.bytes.indices {
      let part = ParseOutcome(of: [vector.bytes[..<count]], limits: vector.limits)
      if !part.isPrefix(of: whole) { Issue.record("cut off at \(count): \(part), not \(whole)") }
    }
  }

  @Test("does not take a request for complete before its last byte", arguments: validStreams)
  func waitsForTheLastByte(_ vector: StreamVector) {
    let part = ParseOutcome(of: [vector.bytes.dropLast()], limits: vector.limits)
    #expect(part.summaries == vector.requests.dropLast())
    #expect(part.refusal == nil)
  }

  @Test(
    "refuses every control byte wherever it is put", arguments: (0...32).map { UInt8($0) } + [127])
  func refusesControlBytes(_ byte: UInt8) {
    let request = latin1("GET /a HTTP/1.1\r\nHost: h\r\n\r\n")
    for position in request.indices {
      var inserted = request
      inserted.insert(byte, at: position)
      var replaced = request
      replaced[position] = byte
      for stream in [inserted, replaced] where stream != request {
        let outcome = ParseOutcome(whole: stream + request)
        let isHarmless = (byte == 9 || byte == 32) && stream.isWhitespaceInValue
        if outcome.refusal == nil, !isHarmless {
          Issue.record("taken: \(String(decoding: stream, as: UTF8.self).debugDescription)")
        }
      }
    }
  }

  @Test("takes a head, a target, a method, a body that just fit")
  func takesWhatFits() {
    let head = "POST /234 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n"
    let exact = limits {
      $0.headBytesMax = head.utf8.count
      $0.fieldCountMax = 2
      $0.targetBytesMax = 4
      $0.methodBytesMax = 4
      $0.bodyBytesMax = 4
    }
    let outcome = ParseOutcome(byteByByte: latin1(head + "body"), limits: exact)
    #expect(outcome.summaries == ["POST /234 HTTP/1.1 body"])
    let under = ParseOutcome(whole: latin1(head + "body"), limits: limits { $0.methodBytesMax = 3 })
    #expect(under.refusal == .malformedMethod)
  }

  @Test("takes a chunk line, extensions and a chunked body that just fit")
  func takesChunksThatFit() {
    let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    let exact = limits {
      $0.chunkLineBytesMax = 7
      $0.chunkExtensionBytesMax = 12
      $0.bodyBytesMax = 4
    }
    let stream = latin1(head + "2;abcde\r\nxx\r\n2;abcde\r\nyy\r\n0\r\n\r\n")
    #expect(ParseOutcome(whole: stream, limits: exact).summaries == ["POST / HTTP/1.1 xxyy"])
    #expect(ParseOutcome(byteByByte: stream, limits: exact).summaries == ["POST / HTTP/1.1 xxyy"])
  }
}

extension [UInt8] {
  /// Whether the only change to the sample is white space in or before the value of Host.
  fileprivate var isWhitespaceInValue: Bool {
    let text = String(decoding: self, as: UTF8.self)
    return text.hasPrefix("GET /a HTTP/1.1\r\nHost:") && text.hasSuffix("\r\n\r\n")
      && text.split(separator: ":").last?.contains("h") == true
  }
}
