import Testing

@testable import JimengMock

@Suite struct PathPatternTests {
  private func match(_ pattern: String, _ path: String) -> [String: String]? {
    var path = path
    return path.withUTF8 { PathPattern(pattern).match($0) }
  }

  @Test(
    "matches the path itself and its percent-encoded spellings",
    arguments: ["/jimeng/submit/videos", "/jimeng/submit/vide%6Fs", "/%6a%69meng/submit/videos"])
  func matches(path: String) {
    #expect(match("/jimeng/submit/videos", path) == [:])
  }

  @Test(
    "matches no other path",
    arguments: [
      "/", "", "/jimeng/submit", "/jimeng/submit/videos/", "//jimeng/submit/videos",
      "/jimeng/submit%2Fvideos", "/JIMENG/submit/videos", "/jimeng/submit/video%", "*",
    ])
  func misses(path: String) {
    #expect(match("/jimeng/submit/videos", path) == nil)
  }

  @Test("takes any one segment for a parameter, decoded")
  func parameters() {
    #expect(match("/jimeng/fetch/{task_id}", "/jimeng/fetch/45%39") == ["task_id": "459"])
    #expect(match("/jimeng/fetch/{task_id}", "/jimeng/fetch/") == nil)
    #expect(match("/jimeng/fetch/{task_id}", "/jimeng/fetch/1/2") == nil)
  }
}
