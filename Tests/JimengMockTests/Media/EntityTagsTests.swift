import Testing

@testable import JimengMock

@Suite struct EntityTagsTests {
  @Test(
    "finds the tag, weak or not, anywhere in a list",
    arguments: [
      "\"a1\"", "W/\"a1\"", "*", " * ", "\"x\", \"a1\"", "\"x\",W/\"a1\" , \"y\"", ", \"a1\"",
      "\"with, comma\", \"a1\"", "\"\", \"a1\"",
    ])
  func contains(list: String) {
    #expect(EntityTags.contain("\"a1\"", in: list, .weak))
    #expect(EntityTags.contain("\"a1\"", in: list, .strong) == !list.contains("W/\"a1"))
  }

  @Test(
    "finds no other",
    arguments: [
      "", "\"a2\"", "a1", "\"A1\"", "\"a1", "w/\"a1\"", "\"a1x\"", "\"x\", \"y\"", "*, \"a1\"",
      "'a1'", "\"\"", ",", "W/",
    ])
  func misses(list: String) {
    #expect(!EntityTags.contain("\"a1\"", in: list, .weak))
    #expect(!EntityTags.contain("\"a1\"", in: list, .strong))
  }
}
