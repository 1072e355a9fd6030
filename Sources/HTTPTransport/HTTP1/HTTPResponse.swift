/// One answer, filled in by the handler. The server makes one a loop and reuses its memory, so
/// fields are kept as the bytes that will be sent.
package struct HTTPResponse: Sendable {
  package var status = HTTPStatus.ok
  /// The content. It is left out when the request was a HEAD; its length is announced all the same.
  package var body = ContiguousArray<UInt8>()
  /// Whether the connection ends with this answer.
  package var closesConnection = false
  /// Field lines, each with its CRLF.
  private(set) var fieldLines = ContiguousArray<UInt8>()

  package init() {}

  /// The field lines as text, for tests and records.
  package var fieldText: String { String(decoding: fieldLines, as: UTF8.self) }

  /// Adds a field. Date, Content-Length and Connection are the server's own to add.
  package mutating func appendField(_ name: StaticString, _ value: StaticString) {
    fieldLines.append(name)
    fieldLines.append(": ")
    fieldLines.append(value)
    fieldLines.append("\r\n")
  }

  /// Adds a field. A control byte in the value, which could start a field of its own, becomes `?`.
  package mutating func appendField(_ name: StaticString, _ value: String) {
    appendField(name) { $0.append(text: value) }
  }

  /// Adds a field whose value `write` appends, cleaned as above.
  package mutating func appendField(
    _ name: StaticString, writing write: (inout ContiguousArray<UInt8>) -> Void
  ) {
    fieldLines.append(name)
    fieldLines.append(": ")
    let start = fieldLines.count
    write(&fieldLines)
    fieldLines.withUnsafeMutableBufferPointer { bytes in
      for index in start..<bytes.count where bytes[index] < .space || bytes[index] == .delete {
        if bytes[index] != .tab { bytes[index] = UInt8(ascii: "?") }
      }
    }
    fieldLines.append("\r\n")
  }

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
    fieldLines.removeAll(keepingCapacity: true)
    body.removeAll(keepingCapacity: body.capacity <= 64 * 1024)
  }
}
