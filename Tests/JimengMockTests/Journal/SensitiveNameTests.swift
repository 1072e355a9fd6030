import HTTPTransport
import Testing

@testable import JimengMock

/// Names and bodies come from clients: whatever they are made of, looking for keys comes to an end.
@Suite struct SensitiveNameTests {
  @Test("knows one key, several, and numbered ones")
  func variants() {
    for name in ["key", "Keys", "api_key2", "api-keys-10", "key_1_2", "tokens", "pass", "x-pass"] {
      #expect(SensitiveName.matches(name), "\(name)")
    }
    for name in ["", "s", "1", "-", "keyss", "keyless", "task", "tasks1", "compass", "monk"] {
      #expect(!SensitiveName.matches(name), "\(name)")
    }
  }

  @Test("ends for a name of any bytes")
  func anyBytes() {
    for number in 0...0xFFFF {
      let pair = [UInt8(number >> 8), UInt8(number & 0xFF)]
      let isKey = (pair + pair).withUnsafeBufferPointer { SensitiveName.matches($0) }
      if isKey { Issue.record("\(pair)") }
    }
  }

  @Test("ends for a name of any length", arguments: ["s", "1", "s1", "-", "s-", "\u{10}", "key"])
  func anyLength(_ part: String) {
    let long = String(repeating: part, count: 500_000)
    #expect(SensitiveName.matches(long) == (part == "key"))
  }

  @Test("ends for any body", arguments: 0..<200)
  func anyBody(_ seed: UInt64) {
    let parts = [
      "\"", "key", "\\u0010", "\u{10}", ":", "=", "s", "1", "-", "{", "}", "[", "]", ",", " ",
      "\\", "token", "é", "\"key\":", "\"a\":",
    ]
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let count = Int.random(in: 1...40, using: &generator)
      let text = (0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
      for body in [text, "{\"a\u{10}\":{\"key\":\"x\"},\"b\":[\(text)]}"] {
        for isWhole in [true, false] {
          var output = ByteBlock()
          Array(body.utf8).withUnsafeBufferPointer {
            Redaction.appendBody($0, isWhole: isWhole, to: &output)
          }
          #expect(!output.isEmpty)
        }
      }
    }
  }
}
