/// Why and where a text is not the JSON that RFC 8259 describes.
package struct JSONReadError: Error, Equatable, Sendable {
  package let reason: JSONFault
  /// Bytes before the place.
  package let offset: Int
  /// From 1; LF, CR and CRLF end a line.
  package let line: Int
  /// From 1, in Unicode code points, as editors count (not in bytes, not in UTF-16 units).
  package let column: Int

  /// Line and column are counted here, once a reading has failed.
  init(_ failure: JSONFailure, in bytes: UnsafeBufferPointer<UInt8>) {
    let place = TextPlace(offset: failure.offset, in: bytes)
    reason = failure.fault
    offset = failure.offset
    line = place.line
    column = place.column
  }
}

extension JSONReadError: CustomStringConvertible {
  /// `line 1, column 17: a comma must be followed by a value, found '}'`
  package var description: String {
    "line \(line), column \(column): \(reason)"
  }
}

/// What the parser throws: a fault and the byte it stands at.
struct JSONFailure: Error {
  let fault: JSONFault
  let offset: Int
}

/// A place in a text as people name it.
package struct TextPlace: Equatable, Sendable {
  /// From 1; LF, CR and CRLF end a line.
  package let line: Int
  /// From 1, in Unicode code points; a byte that is no part of UTF-8 counts as one.
  package let column: Int

  package init(offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    var line = 1
    var lineStart = 0
    let end = min(offset, bytes.count)
    for index in 0..<end {
      let isLoneReturn =
        bytes[index] == .carriageReturn
        && !(index + 1 < bytes.count && bytes[index + 1] == .lineFeed)
      guard bytes[index] == .lineFeed || isLoneReturn else { continue }
      line += 1
      lineStart = index + 1
    }
    self.line = line
    column = 1 + bytes[lineStart..<end].count { $0 & 0xC0 != 0x80 }
  }
}
