/// What the head says about the end of the body and of the connection: recorded field by field,
/// decided when the head is complete (RFC 9112 §6, §9.3).
struct HTTPFraming: Sendable {
  enum Body: Equatable {
    case none
    case length(Int)
    case chunked
  }

  private enum Coding: Equatable {
    case absent
    case chunked
    case unknown
    case malformed
  }

  private var hostCount = 0
  private var hasContentType = false
  private var contentLength: Int?
  private var coding = Coding.absent
  private var closes = false
  private var asksKeepAlive = false
  private var expectsOther = false
  private(set) var expectsContinue = false

  /// Records one field line if it matters here. Refuses a name that becomes a framing field where
  /// `_` is read as `-`, as CGI does.
  mutating func record(
    name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>
  ) throws(HTTPRefusal) {
    switch name.count {
    case 4 where name.equalsIgnoringCase("host"):
      try recordHost(value)
    case 6 where name.equalsIgnoringCase("expect"):
      if value.equalsIgnoringCase("100-continue") {
        expectsContinue = true
      } else {
        expectsOther = true
      }
    case 10 where name.equalsIgnoringCase("connection"):
      recordConnection(value)
    case 12 where name.equalsIgnoringCase("content-type"):
      guard !hasContentType else { throw .repeatedContentType }
      hasContentType = true
    case 14 where name.equalsIgnoringCase("content-length"):
      try recordContentLength(value)
    case 17 where name.equalsIgnoringCase("transfer-encoding"):
      recordTransferEncoding(value)
    case 14 where name.equalsIgnoringCase("content_length"),
      17 where name.equalsIgnoringCase("transfer_encoding"):
      throw .malformedFieldName
    default:
      break
    }
  }

  /// How the body is framed, or why the request is refused (RFC 9112 §6.3).
  mutating func body(
    of version: HTTPVersion, bytesMax: Int
  ) throws(HTTPRefusal) -> Body {
    if hostCount == 0, version == .http11 { throw .missingHost }
    if coding != .absent {
      if contentLength != nil { throw .bothFramings }
      if version == .http10 { throw .transferEncodingInHTTP10 }
      if coding == .malformed { throw .malformedTransferEncoding }
      if coding == .unknown { throw .unknownTransferCoding }
    }
    // An expectation in an HTTP/1.0 request is ignored (RFC 9110 §10.1.1).
    if version == .http10 { expectsContinue = false }
    if expectsOther, version == .http11 { throw .unknownExpectation }
    if coding == .chunked { return .chunked }
    guard let contentLength, contentLength > 0 else {
      expectsContinue = false
      return .none
    }
    guard contentLength <= bytesMax else { throw .bodyTooLarge }
    return .length(contentLength)
  }

  func keepsAlive(in version: HTTPVersion) -> Bool {
    switch version {
    case .http11: !closes
    case .http10: asksKeepAlive && !closes
    }
  }

  // MARK: Single fields

  private mutating func recordHost(_ value: UnsafeBufferPointer<UInt8>) throws(HTTPRefusal) {
    hostCount += 1
    guard hostCount == 1 else { throw .repeatedHost }
    guard Self.isHost(value, portRequired: false) else { throw .malformedHost }
  }

  /// `uri-host [ ":" port ]`, not empty (RFC 9110 §7.2).
  static func isHost(_ value: UnsafeBufferPointer<UInt8>, portRequired: Bool) -> Bool {
    var end = 0
    if value.first == UInt8(ascii: "[") {
      guard let close = value.firstIndex(of: UInt8(ascii: "]")), close > 1,
        ByteSet.ipLiteral.containsAll(of: value[part: 1..<close])
      else { return false }
      end = close + 1
    } else {
      while end < value.count, ByteSet.host.contains(value[end]) { end += 1 }
    }
    guard end > 0 else { return false }
    if end == value.count { return !portRequired }
    let port = value[part: (end + 1)..<value.count]
    return value[end] == UInt8(ascii: ":") && port.count <= 5
      && port.allSatisfy((UInt8.digitZero ... .digitNine).contains)
      && !(portRequired && port.isEmpty)
  }

  /// `1*DIGIT` and nothing else: no sign, list, inner space, overflow or leading zero. Only one
  /// line, because two parsers may each take another one (RFC 9112 §6.3).
  private mutating func recordContentLength(
    _ value: UnsafeBufferPointer<UInt8>
  ) throws(HTTPRefusal) {
    guard contentLength == nil else { throw .repeatedContentLength }
    guard !value.isEmpty, value[0] != .digitZero || value.count == 1 else {
      throw .malformedContentLength
    }
    var length = 0
    for byte in value {
      guard (UInt8.digitZero ... .digitNine).contains(byte) else { throw .malformedContentLength }
      let (shifted, overflow) = length.multipliedReportingOverflow(by: 10)
      let (sum, carry) = shifted.addingReportingOverflow(Int(byte - .digitZero))
      guard !overflow, !carry else { throw .malformedContentLength }
      length = sum
    }
    contentLength = length
  }

  /// Accepts the one token `chunked`. Anything else is a coding unknown here (501, RFC 9112 §6.1)
  /// or a list that leaves the end of the body unknown (400, §6.3).
  private mutating func recordTransferEncoding(_ value: UnsafeBufferPointer<UInt8>) {
    guard coding == .absent else {
      coding = .malformed
      return
    }
    if value.equalsIgnoringCase("chunked") {
      coding = .chunked
      return
    }
    coding = .unknown
    let members = value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { UnsafeBufferPointer(rebasing: $0).trimmingOptionalWhitespace() }
    for (index, member) in members.enumerated() {
      let isToken = !member.isEmpty && ByteSet.token.containsAll(of: member)
      let isChunkedTooEarly = index < members.count - 1 && member.equalsIgnoringCase("chunked")
      if !isToken || isChunkedTooEarly || member.equalsIgnoringCase("identity") {
        coding = .malformed
      }
    }
  }

  private mutating func recordConnection(_ value: UnsafeBufferPointer<UInt8>) {
    for option in value.split(separator: UInt8(ascii: ",")) {
      let option = UnsafeBufferPointer(rebasing: option).trimmingOptionalWhitespace()
      if option.equalsIgnoringCase("close") { closes = true }
      if option.equalsIgnoringCase("keep-alive") { asksKeepAlive = true }
    }
  }
}
