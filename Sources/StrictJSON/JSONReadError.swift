/// Why and where a text is not the JSON that RFC 8259 describes.
package struct JSONReadError: Error, Equatable, Sendable {
  package let reason: JSONFault
  /// Bytes before the place.
  package let offset: Int
  /// From 1; LF, CR and CRLF end a line.
  package let line: Int
  /// From 1, in Unicode code points, as editors count (not in bytes, not in UTF-16 units).
  package let column: Int

  package init(reason: JSONFault, offset: Int, line: Int, column: Int) {
    self.reason = reason
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// Line and column are counted here, once a reading has failed.
  init(_ failure: JSONFailure, in bytes: UnsafeBufferPointer<UInt8>) {
    let place = TextPlace(offset: failure.offset, in: bytes)
    self.init(
      reason: failure.fault, offset: failure.offset, line: place.line, column: place.column)
  }
}

extension JSONReadError: CustomStringConvertible {
  /// `line 1, column 17: a comma must be followed by a value, found '}'`
  package var description: String {
    "line \(line), column \(column): \(reason)"
  }
}
