/// One response, filled in by the handler. The server makes one for its loop and reuses the memory,
/// so fields are kept as the bytes that will be sent.
package struct HTTPResponse: Sendable {
  package var status = HTTPStatus.ok
  /// The content. A HEAD request gets its length only.
  package var body = ContiguousArray<UInt8>()
  /// Whether the connection closes after this response.
  package var closesConnection = false
  /// How it gets to the client. A refused request is answered at once, whatever stands here.
  package var delivery = HTTPDelivery.immediate {
    didSet { isImmediate = delivery == .immediate }
  }
  /// Kept beside `delivery`, because every response is asked for it.
  package private(set) var isImmediate = true
  /// Field lines, each with its CRLF.
  @usableFromInline
  var fieldLines = ByteBlock()

  package init() {}

  /// The field lines as text, for tests.
  package var fieldText: String { fieldLines.text }

  /// Passes the field lines added so far.
  package func withFieldLines<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    fieldLines.withBytes(body)
  }

  /// Adds a field. The server itself adds Date, Content-Length and Connection.
  package mutating func appendField(_ name: StaticString, _ value: StaticString) {
    fieldLines.append(name)
    fieldLines.append(": ")
    fieldLines.append(value)
    fieldLines.append("\r\n")
  }

  /// Adds a field that was made before.
  package mutating func append(_ line: HTTPFieldLine) {
    fieldLines.append(line.bytes)
  }

  /// Adds a field. A control byte in the value becomes `?`, because it could start another field.
  package mutating func appendField(_ name: StaticString, _ value: String) {
    appendField(name) { $0.append(text: value) }
  }

  /// Adds a field whose value `write` appends. Control bytes become `?`.
  @inlinable @inline(__always)
  package mutating func appendField(
    _ name: StaticString, writing write: (inout ByteBlock) -> Void
  ) {
    fieldLines.append(name)
    fieldLines.append(": ")
    let start = fieldLines.count
    write(&fieldLines)
    endValue(from: start)
  }

  @usableFromInline
  mutating func endValue(from start: Int) {
    fieldLines.replaceControls(from: start)
    fieldLines.append("\r\n")
  }

  /// Adds a field whose name is known at run time only. A name that is no token (RFC 9110 §5.1), or
  /// that the server adds itself, is dropped: a second Content-Length would move the response's
  /// end.
  /// - Returns: whether the field was added.
  @discardableResult
  package mutating func appendField(named name: String, _ value: String) -> Bool {
    let bytes = ContiguousArray(name.utf8)
    let isFit = bytes.withUnsafeBufferPointer { bytes in
      HTTPFields.isName(name) && !Self.reservedNames.contains { bytes.equalsIgnoringCase($0) }
    }
    guard isFit else { return false }
    fieldLines.append(bytes)
    fieldLines.append(": ")
    let start = fieldLines.count
    fieldLines.append(text: value)
    endValue(from: start)
    return true
  }

  private static let reservedNames: [StaticString] = [
    "Date", "Content-Length", "Connection", "Transfer-Encoding",
  ]

  /// Replaces the content by a text and adds its Content-Type.
  package mutating func setBody(_ text: String, type: StaticString) {
    appendField("Content-Type", type)
    body.removeAll(keepingCapacity: true)
    body.append(text: text)
  }

  /// Empties it for the next response and frees the memory that a large body took.
  package mutating func reset() {
    status = .ok
    closesConnection = false
    if !isImmediate { delivery = .immediate }
    fieldLines.restart(keptMax: 4096)
    body.removeAll(keepingCapacity: body.capacity <= 64 * 1024)
  }
}

/// A status code (RFC 9110 §15) with the reason phrase that is sent beside it.
package struct HTTPStatus: Hashable, Sendable {
  package let code: Int

  package init(_ code: Int) {
    self.code = code
  }

  package static let ok = HTTPStatus(200)
  package static let noContent = HTTPStatus(204)
  package static let badRequest = HTTPStatus(400)
  package static let unauthorized = HTTPStatus(401)
  package static let notFound = HTTPStatus(404)
  package static let methodNotAllowed = HTTPStatus(405)
  package static let requestTimeout = HTTPStatus(408)
  package static let contentTooLarge = HTTPStatus(413)
  package static let uriTooLong = HTTPStatus(414)
  package static let unsupportedMediaType = HTTPStatus(415)
  package static let expectationFailed = HTTPStatus(417)
  package static let requestHeaderFieldsTooLarge = HTTPStatus(431)
  package static let notImplemented = HTTPStatus(501)
  package static let serviceUnavailable = HTTPStatus(503)
  package static let httpVersionNotSupported = HTTPStatus(505)

  /// 1xx, 204 and 304 never carry content (RFC 9110 §6.4.1).
  var forbidsBody: Bool { code < 200 || code == 204 || code == 304 }

  /// The phrase of RFC 9110 §15 or RFC 6585; empty for a code without one.
  package var reason: StaticString {
    switch code {
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 204: "No Content"
    case 206: "Partial Content"
    case 304: "Not Modified"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 416: "Range Not Satisfiable"
    case 417: "Expectation Failed"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    case 505: "HTTP Version Not Supported"
    default: ""
    }
  }
}

/// A field that many responses have, as the bytes that are sent: name, colon, value and CRLF.
package struct HTTPFieldLine: Sendable {
  fileprivate let bytes: ContiguousArray<UInt8>

  /// - Parameter value: a control byte in it becomes `?`, because it could start another field.
  package init(_ name: StaticString, _ value: String) {
    var response = HTTPResponse()
    response.appendField(name, value)
    bytes = response.withFieldLines { ContiguousArray($0) }
  }
}
