import Testing

@testable import OpenAPIContract

@Suite("Nearest names")
struct NearestNameTests {
  private static let known = ["prompt", "image_url", "duration", "aspect_ratio", "cfg_scale", "n"]

  @Test(
    "finds what was meant",
    arguments: [
      ("aspectRatio", "aspect_ratio"), ("AspectRatio", "aspect_ratio"),
      ("aspect-ratio", "aspect_ratio"), ("ASPECT_RATIO", "aspect_ratio"),
      ("cfgscale", "cfg_scale"), ("image", "image_url"), ("imageURL", "image_url"),
      ("image_urls", "image_url"), ("promt", "prompt"), ("prompts", "prompt"),
      ("durration", "duration"), ("duraiton", "duration"), ("duration_seconds", "duration"),
      ("aspect", "aspect_ratio"),
    ])
  func finds(_ name: String, _ meant: String) {
    #expect(NearestName.find(name, among: Self.known) == meant)
  }

  @Test(
    "suggests nothing for another name",
    arguments: ["model", "seed", "x", "", "_", "imagination", "pr"])
  func findsNothing(_ name: String) {
    #expect(NearestName.find(name, among: Self.known) == nil)
  }

  @Test("a name of a megabyte is no slip")
  func longName() {
    #expect(NearestName.find(String(repeating: "a", count: 1 << 20), among: Self.known) == nil)
  }
}
