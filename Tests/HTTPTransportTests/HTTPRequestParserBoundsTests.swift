import Testing

@testable import HTTPTransport

/// A section that is too large and also broken beyond its bound is refused for the same reason
/// whether it comes at once or byte by byte.
@Suite struct HTTPRequestParserBoundsTests {
  private static let limits: HTTPLimits = {
    var limits = HTTPLimits()
    limits.headBytesMax = 64
    limits.chunkLineBytesMax = 16
    return limits
  }()

  /// The refusal that the stream ends in when it comes in pieces of `size` bytes.
  private func refusal(of stream: String, pieces size: Int) -> HTTPRefusal? {
    var parser = HTTPRequestParser(limits: Self.limits)
    let bytes = ContiguousArray(stream.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for end in Array(stride(from: size, to: bytes.count, by: size)) + [bytes.count] {
        do throws(HTTPRefusal) {
          var progress = HTTPRequestParser.Progress.head
          while progress == .head {
            let (consumed, reached) = try parser.parse(bytes[part: start..<end])
            start += consumed
            progress = reached
          }
        } catch {
          return error
        }
      }
      return nil
    }
  }

  @Test(
    "a bound is met before what stands behind it",
    arguments: [
      ("GET / HTTP/1.1\r\nHost: a\r\nA: \(String(repeating: "b", count: 80))\u{1}", .headTooLarge),
      ("GET / HTTP/1.1\r\nHost: a\r\nA: \(String(repeating: "b", count: 80))\nC", .headTooLarge),
      ("GET /\(String(repeating: "b", count: 80))\u{1}", .targetTooLong),
      (
        "GET / HTTP/1.1\r\nHost: a\r\nA: \(String(repeating: "b", count: 36))\r\n\rX", .headTooLarge
      ),
      (
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=bbbbbbbbbbbbbbbbbb\u{1}",
        .chunkExtensionsTooLong
      ),
      (
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: "
          + String(repeating: "b", count: 80) + "\u{1}", .headTooLarge
      ),
    ] as [(String, HTTPRefusal)])
  func boundComesFirst(stream: String, expected: HTTPRefusal) {
    for size in 1...stream.utf8.count {
      #expect(refusal(of: stream, pieces: size) == expected, "in pieces of \(size)")
    }
  }
}
