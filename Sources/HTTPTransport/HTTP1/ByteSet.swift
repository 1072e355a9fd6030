#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A set of ASCII bytes as two machine words, so that membership is a shift and a mask.
///
/// Bytes of 0x80 and above are never members. Where RFC 9110 admits obs-text, the caller does it.
struct ByteSet: Sendable {
  /// A bit for each member below 64.
  let low: UInt64
  /// A bit for each member from 64 to 127.
  let high: UInt64

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    byte < 128 && ((byte < 64 ? low : high) &>> UInt64(byte)) & 1 != 0
  }

  func containsAll(of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.allSatisfy(contains)
  }
}

// Computed, so that the words are constants in the code: a stored one is loaded, and asked whether
// it is initialized, for every byte. A test compares each set with its members.
extension ByteSet {
  /// `tchar` (RFC 9110 §5.6.2): digits, letters and ``!#$%&'*+-.^_`|~``.
  static var token: ByteSet {
    ByteSet(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)
  }

  /// What may stand in a request-target: visible ASCII except `\` (some proxies turn it into `/`)
  /// and `#` (a fragment is never sent, RFC 9112 §3.2). An unsubstituted template such as
  /// `{task_id}` passes, so that the mock can explain it.
  static var target: ByteSet {
    ByteSet(low: 0xFFFF_FFF6_0000_0000, high: 0x7FFF_FFFF_EFFF_FFFF)
  }

  /// `uri-host` (RFC 3986 §3.2.2) without the comma, which would make a Host look like a list:
  /// digits, letters and `!$&'()*+;=-._~%`.
  static var host: ByteSet {
    ByteSet(low: 0x2BFF_6FF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
  }

  /// The bytes between the brackets of an IP literal (RFC 3986 §3.2.2): hexadecimal digits, `:`,
  /// `.`.
  static var ipLiteral: ByteSet {
    ByteSet(low: 0x07FF_4000_0000_0000, high: 0x0000_007E_0000_007E)
  }
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

extension UInt64 {
  /// Eight bytes, each in lower case if it is an ASCII letter: bit 5 is set in each byte whose low
  /// seven bits are at least `A` but not beyond `Z`, unless its top bit is set.
  fileprivate var asciiLowercased: UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = self & (ones &* 0x7F)
    let isFromA = low &+ ones &* (0x80 - 0x41)
    let isBeyondZ = low &+ ones &* (0x80 - 0x5B)
    return self | ((isFromA & ~isBeyondZ & ~self & (ones << 7)) >> 2)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes of `range`, without a copy. The caller keeps `range` inside the buffer.
  @inline(__always)
  subscript(part range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: self[range])
  }

  /// Ignores ASCII case, as for field names (RFC 9110 §5.1) and codings (RFC 9112 §7). Compares
  /// eight bytes a step; the last step of a longer text may take bytes of the one before again.
  func equalsIgnoringCase(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard count >= 8 else {
      for index in indices {
        if self[index].asciiLowercased != other[index].asciiLowercased { return false }
      }
      return true
    }
    let (own, others) = (UnsafeRawBufferPointer(self), UnsafeRawBufferPointer(other))
    var position = 0
    while position < count {
      let start = Swift.min(position, count - 8)
      let left = own.loadUnaligned(fromByteOffset: start, as: UInt64.self)
      let right = others.loadUnaligned(fromByteOffset: start, as: UInt64.self)
      if left != right, left.asciiLowercased != right.asciiLowercased { return false }
      position += 8
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

  package func firstIndex(ofByte byte: UInt8) -> Int? {
    guard let start = baseAddress, let found = memchr(start, Int32(byte), count) else { return nil }
    return UnsafeRawPointer(start).distance(to: UnsafeRawPointer(found))
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
