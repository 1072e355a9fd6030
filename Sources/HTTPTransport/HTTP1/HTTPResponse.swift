/// One answer, filled in by the handler. The server makes one a loop and reuses its memory, so
/// fields are kept as the bytes that will be sent.
package struct HTTPResponse: Sendable {
  package var status = HTTPStatus.ok
  /// The content. It is left out when the request was a HEAD; its length is announced all the same.
  package var body = ContiguousArray<UInt8>()
  /// Whether the connection ends with this answer.
  package var closesConnection = false
  /// How it gets to the client. Never asked of an answer to what was no request: that is sent at
  /// once, whatever stands here.
  package var delivery = HTTPDelivery.immediate {
    didSet { isImmediate = delivery == .immediate }
  }
  /// The one thing that every answer is asked about its delivery.
  package private(set) var isImmediate = true
  /// Field lines, each with its CRLF.
  @usableFromInline
  var fieldLines = ByteBlock()

  package init() {}

  /// The field lines as text, for tests.
  package var fieldText: String { fieldLines.text }

  /// Passes the field lines that were added so far, for records.
  package func withFieldLines<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    fieldLines.withBytes(body)
  }

  /// Adds a field. Date, Content-Length and Connection are the server's own to add.
  package mutating func appendField(_ name: StaticString, _ value: StaticString) {
    fieldLines.append(name)
    fieldLines.append(": ")
    fieldLines.append(value)
    fieldLines.append("\r\n")
  }

  /// Adds a field that is known as a whole: name, colon, value and CRLF.
  package mutating func appendFieldLine(_ line: StaticString) {
    fieldLines.append(line)
  }

  /// Adds a field. A control byte in the value, which could start a field of its own, becomes `?`.
  package mutating func appendField(_ name: StaticString, _ value: String) {
    appendField(name) { $0.append(text: value) }
  }

  /// Adds a field whose value `write` appends, cleaned as above.
  @inlinable
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

  /// Adds a field whose name is known at run time only. It is dropped when the name is no token
  /// (RFC 9110 §5.1), or one of the server's own: a second of those would change where the answer
  /// ends.
  /// - Returns: whether the field was added.
  @discardableResult
  package mutating func appendField(named name: String, _ value: String) -> Bool {
    let bytes = ContiguousArray(name.utf8)
    let isFit = bytes.withUnsafeBufferPointer { name in
      !name.isEmpty && ByteSet.token.containsAll(of: name)
        && !Self.reservedNames.contains { name.equalsIgnoringCase($0) }
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

  /// Replaces the content with a text and says of what media type it is.
  package mutating func setBody(_ text: String, type: StaticString) {
    appendField("Content-Type", type)
    body.removeAll(keepingCapacity: true)
    body.append(text: text)
  }

  /// Empties it for the next answer; memory that an outsized body took is given back.
  package mutating func reset() {
    status = .ok
    closesConnection = false
    if !isImmediate { delivery = .immediate }
    fieldLines.restart(keptMax: 4096)
    body.removeAll(keepingCapacity: body.capacity <= 64 * 1024)
  }
}
