/// Well-formed UTF-8 (RFC 3629 §4): no overlong forms, no surrogates, nothing past U+10FFFF.
package enum UTF8Check {
  /// The first byte that belongs to no well-formed sequence.
  package static func firstInvalidOffset(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    var offset = start
    while offset < end {
      if isCommonTriple(in: bytes, at: offset, end: end) {
        offset += 3
        continue
      }
      offset = skipASCII(in: bytes, from: offset, to: end)
      guard offset < end else { return nil }
      guard let length = sequenceLength(in: bytes, at: offset, end: end) else { return offset }
      offset += length
    }
    return nil
  }

  /// Three bytes of which any second and third are well-formed: nearly all of Chinese.
  @inline(__always)
  private static func isCommonTriple(
    in bytes: UnsafeBufferPointer<UInt8>, at offset: Int, end: Int
  ) -> Bool {
    guard offset + 3 <= end else { return false }
    let lead = bytes[offset]
    return lead & 0xF0 == 0xE0 && lead != 0xE0 && lead != 0xED
      && (bytes[offset + 1] | bytes[offset + 2]) & 0xC0 == 0x80
      && bytes[offset + 1] & bytes[offset + 2] & 0x80 == 0x80
  }

  /// Eight bytes a step while none has its top bit set.
  @inline(__always)
  private static func skipASCII(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = start
    while offset + 8 <= end {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      guard word & 0x8080_8080_8080_8080 == 0 else { break }
      offset += 8
    }
    while offset < end, bytes[offset] < 0x80 { offset += 1 }
    return offset
  }

  /// The length of the well-formed sequence at `offset`, or nil.
  package static func sequenceLength(
    in bytes: UnsafeBufferPointer<UInt8>, at offset: Int, end: Int
  ) -> Int? {
    guard offset < end else { return nil }
    let lead = bytes[offset]
    guard lead >= 0x80 else { return 1 }
    guard let (length, second) = shape(lead: lead), offset + length <= end,
      second.contains(bytes[offset + 1])
    else { return nil }
    for index in (offset + 2)..<max(offset + 2, offset + length)
    where bytes[index] & 0xC0 != 0x80 {
      return nil
    }
    return length
  }

  /// The table of RFC 3629 §4: how long, and which second byte.
  private static func shape(lead: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
    switch lead {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xE1...0xEF: (3, 0x80...0xBF)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: nil
    }
  }
}

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
