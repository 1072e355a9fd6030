import Testing

@testable import JimengMock

@Suite struct ScenarioKeyTests {
  @Test(
    "finds the name in a key",
    arguments: [
      ("Bearer mock-slow", "slow"), ("bearer mock-slow", "slow"), ("BEARER   mock-slow", "slow"),
      ("mock-slow", "slow"), ("sk-mock-slow", "slow"), ("Bearer sk-mock-task-fails", "task-fails"),
      ("Bearer mock-", ""), ("Bearer mock-限", "限"),
      ("Bearer mock", nil), ("mock", nil), ("Bearer sk-abc", nil), ("Bearer Mock-slow", nil),
      ("Bearer xmock-slow", nil), ("Bearer {{YOUR_API_KEY}}", nil), ("Basic mock-slow", nil),
      ("Bearer", nil), ("", nil), ("sk-sk-mock-slow", nil),
    ] as [(String, String?)])
  func finds(value: String, name: String?) {
    #expect(ScenarioKey.name(inAuthorization: value) == name)
  }
}
