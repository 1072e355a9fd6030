import HTTPTransport
import Testing

@testable import JimengMock

/// Names and bodies come from clients: whatever they are made of, looking for keys comes to an end.
@Suite struct CredentialNameTests {
  @Test("knows one key, several, and numbered ones")
  func variants() {
    for name in [
      "key", "Keys", "api_key2", "api-keys-10", "key_1_2", "tokens", "pass", "x-pass", "APIKey",
      "keyValue", "X-Token-Value", "x-client-secret-v2", "api_key_v2", "Cf-Access-Jwt-Assertion",
      "X-Goog-Api-Key", "Ocp-Apim-Subscription-Key", "accessKeyId", "JIMENG_KEY", "api%5Fkey",
    ] {
      #expect(CredentialName.matches(name), "\(name)")
    }
    for name in [
      "", "s", "1", "-", "keyss", "keyless", "task", "tasks1", "compass", "monk", "monkey",
      "max_tokens", "prompt_tokens", "image_key", "Idempotency-Key", "tokenizer", "author",
      "passage", "bypass", "secretary", "signal", "keyframes", "turkey", "X-Task", "design",
    ] {
      #expect(!CredentialName.matches(name), "\(name)")
    }
  }

  @Test("ends for a name of any bytes")
  func anyBytes() {
    for number in 0...0xFFFF {
      let pair = [UInt8(number >> 8), UInt8(number & 0xFF)]
      let isKey = (pair + pair).withUnsafeBufferPointer { CredentialName.matches($0) }
      // `Ak` and `kA` twice have the word `ak` in them, and so `sk`.
      let text = String(decoding: pair, as: UTF8.self).lowercased()
      if isKey, !["ak", "ka", "sk", "ks"].contains(text) { Issue.record("\(pair)") }
    }
  }

  @Test("ends for a name of any length", arguments: ["s", "1", "s1", "-", "s-", "\u{10}", "key"])
  func anyLength(_ part: String) {
    let long = String(repeating: part, count: 500_000)
    #expect(!CredentialName.matches(long))
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
          Array(body.utf8).withUnsafeBufferPointer {
            let spans = CredentialFinder.inBody($0, isWhole: isWhole)
            #expect(!KnownKeys().text($0, spans).isEmpty)
          }
        }
      }
    }
  }
}
