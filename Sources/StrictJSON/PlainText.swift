/// The inside of a JSON string, as bytes.
package enum PlainText {
  /// The first quote, backslash or control character from `start` on, or the count of the bytes.
  /// Eight bytes a step: a word has a byte below n (or equal to one) where the subtraction borrows
  /// into its top bit.
  @inline(__always)
  package static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    var offset = start
    let raw = UnsafeRawBufferPointer(bytes)
    while offset + 8 <= raw.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let quotes = word ^ (ones &* UInt64(UInt8.quote))
      let backslashes = word ^ (ones &* UInt64(UInt8.backslash))
      let controls = (word &- ones &* 0x20) & ~word
      let stops =
        (controls | ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)) & tops
      if stops != 0 { return offset + stops.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < bytes.count, !endsPlainText(bytes[offset]) { offset += 1 }
    return offset
  }

  private static func endsPlainText(_ byte: UInt8) -> Bool {
    byte < .space || byte == .quote || byte == .backslash
  }
}
