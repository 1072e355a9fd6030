import Testing

@testable import JimengMock

@Suite struct PromptTokenTests {
  @Test(
    "finds the exact token",
    arguments: [
      ("[[mock:slow]]", ["slow"]), ("猫[[mock:slow]]跑", ["slow"]), ("[[[mock:slow]]]", ["slow"]),
      ("[[mock:a]][[mock:b]]", ["a", "b"]), ("[[mock:]]", [""]), ("[[mock: slow ]]", [" slow "]),
      ("[[mock:slow]", []), ("[[mock:slow", []), ("[mock:slow]", []), ("[[Mock:slow]]", []),
      ("[[mock slow]]", []), ("", []), ("[[", []), ("[[mock:", []), ("[[mock:]", []),
    ])
  func finds(prompt: String, names: [String]) {
    #expect(PromptToken.names(in: prompt) == names)
  }

  @Test("a name that is too long for one is a name still, cut off")
  func long() {
    let long = String(repeating: "a", count: 200)
    let names = PromptToken.names(in: "[[mock:\(long)]] [[mock:slow]]")
    #expect(names == [String(long.prefix(128)), "slow"])
  }

  @Test("walks over a hostile prompt in one pass and names eight tokens at most")
  func hostile() {
    #expect(PromptToken.names(in: String(repeating: "[[mock:", count: 100_000)) == [])
    #expect(PromptToken.names(in: String(repeating: "[[mock:a]]", count: 100_000)).count == 8)
  }
}
