import Testing

@testable import JimengClient

@Suite struct CredentialTests {
  @Test(
    "a key is sent behind Bearer, unless it brings its own scheme",
    arguments: [
      ("sk-abc", "Bearer sk-abc"), ("Bearer sk-abc", "Bearer sk-abc"), ("Basic x", "Basic x"),
      ("\n sk-abc\r\n", "Bearer sk-abc"),
    ])
  func authorization(key: String, expected: String) {
    #expect(Credential(key: key)?.authorization == expected)
  }

  @Test("no key is no credential", arguments: [nil, "", " \n"])
  func none(key: String?) {
    #expect(Credential(key: key)?.authorization == nil)
  }

  @Test("what would start another header is not sendable", arguments: ["a\r\nB: c", "a\nb", "密钥"])
  func injection(key: String) {
    #expect(Credential(key: key)?.isSendable == false)
    #expect(Credential(key: "sk-1")?.isSendable == true)
  }

  @Test("it prints without the key, and so does a client")
  func masked() throws {
    let credential = try #require(Credential(key: "sk-secret"))
    var text = "\(credential) \(String(reflecting: credential))"
    dump(credential, to: &text)
    #expect(!text.contains("secret"))
  }
}
