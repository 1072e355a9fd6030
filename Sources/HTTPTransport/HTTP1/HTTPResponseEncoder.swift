/// Turns responses into bytes (RFC 9112 §4): Date on every one, Content-Length wherever a body is
/// allowed, none with 1xx, 204 and 304 (RFC 9110 §8.6).
struct HTTPResponseEncoder: Sendable {
  private var dateLine = ContiguousArray<UInt8>()
  private var dateSecond = Int64.min

  /// Sent to a client that waits for it before it sends the body (RFC 9110 §15.2.1).
  static let continueLine: StaticString = "HTTP/1.1 100 Continue\r\n\r\n"

  /// Where content without Content-Length ends (RFC 9112 §6.3).
  enum OpenFraming {
    case chunked
    case untilClose
  }

  /// - Parameters:
  ///   - version: the client's. HTTP/1.0 is told when the connection stays open, HTTP/1.1 when it
  ///     closes.
  ///   - omitsBody: the request was a HEAD: the same fields, no content (RFC 9110 §9.3.2).
  mutating func encode(
    _ response: HTTPResponse, version: HTTPVersion, omitsBody: Bool, keepsAlive: Bool,
    unixSeconds: Int64, into output: inout ByteBlock
  ) {
    appendStart(
      response, version: version, keepsAlive: keepsAlive, unixSeconds: unixSeconds, into: &output)
    guard !response.status.forbidsBody else {
      output.append("\r\n")
      return
    }
    output.append("Content-Length: ")
    output.append(decimal: response.body.count)
    output.append("\r\n\r\n")
    if !omitsBody { output.append(response.body) }
  }

  /// Encodes a head that doesn't tell the length of the content.
  mutating func encodeHead(
    _ response: HTTPResponse, version: HTTPVersion, framing: OpenFraming, keepsAlive: Bool,
    unixSeconds: Int64, into output: inout ByteBlock
  ) {
    appendStart(
      response, version: version, keepsAlive: keepsAlive && framing == .chunked,
      unixSeconds: unixSeconds, into: &output)
    if framing == .chunked { output.append("Transfer-Encoding: chunked\r\n") }
    output.append("\r\n")
  }

  /// Writes the status line and all fields but the framing.
  @inline(__always)
  private mutating func appendStart(
    _ response: HTTPResponse, version: HTTPVersion, keepsAlive: Bool, unixSeconds: Int64,
    into output: inout ByteBlock
  ) {
    if response.status == .ok {
      output.append("HTTP/1.1 200 OK\r\n")
    } else {
      output.append("HTTP/1.1 ")
      output.append(decimal: response.status.code, width: 3)
      output.append(" ")
      output.append(response.status.reason)
      output.append("\r\n")
    }
    if unixSeconds != dateSecond { formatDate(unixSeconds) }
    output.append(dateLine)
    response.fieldLines.withBytes { output.append($0) }
    if !keepsAlive {
      output.append("Connection: close\r\n")
    } else if version == .http10 {
      output.append("Connection: keep-alive\r\n")
    }
  }

  /// Formats the Date field (RFC 9110 §5.6.7), once a second.
  private mutating func formatDate(_ unixSeconds: Int64) {
    dateSecond = unixSeconds
    dateLine.removeAll(keepingCapacity: true)
    dateLine.append("Date: ")
    CivilTime(unixSeconds: unixSeconds).appendHTTPDate(to: &dateLine)
    dateLine.append("\r\n")
  }
}
