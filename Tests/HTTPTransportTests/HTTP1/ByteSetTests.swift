import Testing

@testable import HTTPTransport

@Suite("Sets of bytes")
struct ByteSetTests {
  /// `tchar` as RFC 9110 §5.6.2 lists it.
  static let tokenBytes = Set(
    "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

  @Test("tell a token byte from every other")
  func knowTokens() {
    for byte in UInt8.min...UInt8.max {
      #expect(ByteSet.token.contains(byte) == Self.tokenBytes.contains(byte), "byte \(byte)")
    }
  }

  @Test("let only visible ASCII into a target, without a backslash and a number sign")
  func knowTargets() {
    for byte in UInt8.min...UInt8.max {
      let isMember = byte > 32 && byte < 127 && byte != 0x5C && byte != 0x23
      #expect(ByteSet.target.contains(byte) == isMember, "byte \(byte)")
    }
  }

  @Test("know the bytes of a host and of an IP literal")
  func knowHosts() {
    let alphanumerics = Self.tokenBytes.filter {
      UnicodeScalar($0).properties.isAlphabetic || (48...57).contains($0)
    }
    let host = alphanumerics.union("!$&'()*+;=-._~%".utf8)
    let literal = Set("0123456789ABCDEFabcdef:.".utf8)
    for byte in UInt8.min...UInt8.max {
      #expect(ByteSet.host.contains(byte) == host.contains(byte), "byte \(byte)")
      #expect(ByteSet.ipLiteral.contains(byte) == literal.contains(byte), "byte \(byte)")
    }
  }

  @Test("lower only ASCII letters")
  func lowercase() {
    for byte in UInt8.min...UInt8.max {
      let isUpper = (0x41...0x5A).contains(byte)
      #expect(byte.asciiLowercased == (isUpper ? byte + 32 : byte), "byte \(byte)")
    }
  }

  @Test("read hexadecimal digits")
  func readHex() {
    for byte in UInt8.min...UInt8.max {
      let expected = byte < 128 ? Int(String(UnicodeScalar(byte)), radix: 16) : nil
      #expect(byte.hexDigitValue == expected, "byte \(byte)")
    }
  }

  @Test("compare without case, by length too")
  func compare() {
    latin1("Content-Length").withUnsafeBufferPointer {
      #expect($0.equalsIgnoringCase("CONTENT-length"))
      #expect(!$0.equalsIgnoringCase("Content-Lengt"))
      #expect(!$0.equalsIgnoringCase("Content_Length"))
      #expect($0.equals("Content-Length") && !$0.equals("content-Length"))
    }
  }

  @Test("compare each pair of bytes without case, at every place of a text")
  func compareEveryByte() {
    for count in [1, 7, 8, 9, 16, 17] {
      for place in [0, count / 2, count - 1] {
        var failureCount = 0
        for left in UInt8.min...UInt8.max {
          // The same byte, its other case, and bytes that differ in one bit.
          for right in [left, left ^ 0x20, left ^ 0x80, left &+ 1, left &- 1, left ^ 0x40] {
            var (one, other) = (
              [UInt8](repeating: 0x41, count: count), [UInt8](repeating: 0x61, count: count)
            )
            one[place] = left
            other[place] = right
            let isSame = one.withUnsafeBufferPointer { one in
              other.withUnsafeBufferPointer { one.equalsIgnoringCase($0) }
            }
            if isSame != (left.asciiLowercased == right.asciiLowercased) { failureCount += 1 }
          }
        }
        #expect(failureCount == 0, "\(count) bytes, at \(place)")
      }
    }
  }
}
