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
}
