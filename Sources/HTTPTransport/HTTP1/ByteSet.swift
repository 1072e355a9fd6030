/// A set of ASCII bytes as two machine words, so that membership is a shift and a mask.
///
/// Bytes of 0x80 and above are never members. Where RFC 9110 admits obs-text, the caller does it.
struct ByteSet: Sendable {
  private let low: UInt64
  private let high: UInt64

  init(_ members: StaticString, _ ranges: ClosedRange<UInt8>...) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    func insert(_ byte: UInt8) {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }
    members.withUTF8Buffer { $0.forEach(insert) }
    for range in ranges { range.forEach(insert) }
    self.low = low
    self.high = high
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    if byte < 64 { return (low >> UInt64(byte)) & 1 != 0 }
    return byte < 128 && (high >> UInt64(byte & 63)) & 1 != 0
  }

  func containsAll(of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.allSatisfy(contains)
  }
}

extension ByteSet {
  /// `tchar` (RFC 9110 §5.6.2).
  static let token = ByteSet(
    "!#$%&'*+-.^_`|~", .digitZero ... .digitNine, UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "a")...UInt8(ascii: "z"))

  /// What may stand in a request-target: visible ASCII except `\` (some proxies turn it into `/`)
  /// and `#` (a fragment is never sent, RFC 9112 §3.2). An unsubstituted template such as
  /// `{task_id}` passes, so that the mock can explain it.
  static let target = ByteSet("!\"$", 0x25...0x5B, 0x5D...0x7E)

  /// `uri-host` (RFC 3986 §3.2.2) without the comma, which would make a Host look like a list.
  static let host = ByteSet(
    "!$&'()*+;=-._~%", .digitZero ... .digitNine, UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "a")...UInt8(ascii: "z"))

  /// The bytes between the brackets of an IP literal (RFC 3986 §3.2.2).
  static let ipLiteral = ByteSet(
    ":.", .digitZero ... .digitNine, UInt8(ascii: "A")...UInt8(ascii: "F"),
    UInt8(ascii: "a")...UInt8(ascii: "f"))
}

extension UInt8 {
  static let carriageReturn: UInt8 = 0x0D
  static let lineFeed: UInt8 = 0x0A
  static let space: UInt8 = 0x20
  static let tab: UInt8 = 0x09
  static let delete: UInt8 = 0x7F
  static let digitZero = UInt8(ascii: "0")
  static let digitNine = UInt8(ascii: "9")

  /// OWS is spaces and tabs (RFC 9110 §5.6.3).
  @inline(__always) var isOptionalWhitespace: Bool { self == .space || self == .tab }

  /// Lower case for ASCII letters, every other byte as it is.
  @inline(__always) var asciiLowercased: UInt8 {
    self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self
  }

  /// The value of a hexadecimal digit, or nil.
  package var hexDigitValue: Int? {
    switch self {
    case .digitZero ... .digitNine: Int(self - .digitZero)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(self - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(self - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes of `range`, without a copy. The caller keeps `range` inside the buffer.
  @inline(__always)
  subscript(part range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: self[range])
  }

  /// ASCII case is ignored, as for field names (RFC 9110 §5.1) and codings (RFC 9112 §7).
  func equalsIgnoringCase(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in indices {
      let (left, right) = (self[index], other[index])
      if left != right, left.asciiLowercased != right.asciiLowercased { return false }
    }
    return true
  }

  func equalsIgnoringCase(_ other: StaticString) -> Bool {
    other.withUTF8Buffer { equalsIgnoringCase($0) }
  }

  /// Compares eight bytes a step.
  package func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    let (own, others) = (UnsafeRawBufferPointer(self), UnsafeRawBufferPointer(other))
    var position = 0
    while position + 8 <= count {
      let word = own.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      guard word == others.loadUnaligned(fromByteOffset: position, as: UInt64.self) else {
        return false
      }
      position += 8
    }
    while position < count {
      guard self[position] == other[position] else { return false }
      position += 1
    }
    return true
  }

  /// Searches eight bytes a step, like `firstControlByte`.
  package func firstIndex(ofByte byte: UInt8) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let raw = UnsafeRawBufferPointer(self)
    var position = 0
    while position + 8 <= count {
      let word = UInt64(
        littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let zeros = word ^ (ones &* UInt64(byte))
      let found = (zeros &- ones) & ~zeros & (ones << 7)
      if found != 0 { return position + found.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < count {
      if self[position] == byte { return position }
      position += 1
    }
    return nil
  }

  func equals(_ other: StaticString) -> Bool {
    other.withUTF8Buffer { hasSameBytes(as: $0) }
  }

  /// Where the first byte below 0x20, or 0x7F, stands; `end` when there is none. Eight bytes a
  /// step: a byte of a word is below n where subtracting n borrows into a top bit that was not set.
  func firstControlByte(from start: Int, to end: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let raw = UnsafeRawBufferPointer(self)
    var position = start
    while position + 8 <= end {
      let word = UInt64(
        littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let deletes = word ^ (ones &* UInt64(UInt8.delete))
      let found =
        (((word &- ones &* 0x20) & ~word) | ((deletes &- ones) & ~deletes)) & (ones << 7)
      // A borrow can only mark bytes above the first true one, so the lowest mark is right.
      if found != 0 { return position + found.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < end, self[position] >= .space, self[position] != .delete { position += 1 }
    return position
  }

  /// The same bytes without optional whitespace at either end.
  func trimmingOptionalWhitespace() -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = count
    while start < end, self[start].isOptionalWhitespace { start += 1 }
    while end > start, self[end - 1].isOptionalWhitespace { end -= 1 }
    return self[part: start..<end]
  }
}
