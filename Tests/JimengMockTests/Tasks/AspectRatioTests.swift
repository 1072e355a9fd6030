import Testing

@testable import JimengMock

@Suite struct AspectRatioTests {
  @Test("reads two whole numbers", arguments: ["1:1", "21:9", "65535:1"])
  func reads(text: String) {
    #expect(AspectRatio(text)?.text == text)
  }

  @Test(
    "reads nothing else",
    arguments: [
      "", ":", "16", "16:", ":9", "16:9:1", "0:1", "1:0", "-1:1", "+1:1", "1.5:1", " 16:9", "16：9",
      "65536:1", "99999999999999999999:1", "a:b", "16/9",
    ])
  func refuses(text: String) {
    #expect(AspectRatio(text) == nil)
  }
}
