import Testing

@testable import JimengMock

@Suite struct MockPartsTests {
  private func refusal(_ configure: (inout MockConfiguration) -> Void) -> MockServerError? {
    var configuration = MockConfiguration()
    configure(&configuration)
    do throws(MockServerError) {
      _ = try MockParts(configuration)
      return nil
    } catch {
      return error
    }
  }

  /// Each begins with the name of the flag, which the command tells with its dashes.
  @Test("says which setting contradicts itself")
  func configuration() {
    #expect(refusal { _ in } == nil)
    #expect(
      refusal { $0.adminToken = "" }
        == .configuration("admin-token: an empty one protects nothing"))
    for key in ["", "sk-", "Bearer ", "bearer sk-"] {
      #expect(
        refusal { $0.keyRequirement = .exactly(key) }
          == .configuration("require-key: an empty key is one that nobody can send"), "\(key)")
    }
    #expect(refusal { $0.keyRequirement = .exactly("k") } == nil)
  }
}
