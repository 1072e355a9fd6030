import StrictJSON
import Testing

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

  @Test("a message ends in one sentence, or in none")
  func suggests() {
    #expect(NearestName.suggestion(for: "promt", among: Self.known) == "; did you mean prompt?")
    #expect(NearestName.suggestion(for: "seed", among: Self.known) == "")
    #expect(NearestName.suggestion(["slow", "stall"]) == "; did you mean slow or stall?")
  }

  @Test("a name of a megabyte is no spelling mistake")
  func longName() {
    #expect(NearestName.find(String(repeating: "a", count: 1 << 20), among: Self.known) == nil)
  }
}
