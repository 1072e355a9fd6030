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
