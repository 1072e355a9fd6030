import Testing

@testable import JimengMock

@Suite struct PathPrefixesTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let path: String
    let session: String?
    let scenario: String?
    let rest: String
    var testDescription: String { path }

    init(_ path: String, _ session: String?, _ scenario: String?, _ rest: String) {
      self.path = path
      self.session = session
      self.scenario = scenario
      self.rest = rest
    }
  }

  @Test(
    "session and scenario stand before the path, each once, in any order",
    arguments: [
      Vector("/jimeng/submit/videos", nil, nil, "/jimeng/submit/videos"),
      Vector("/session/a/x", "a", nil, "/x"),
      Vector("/scenario/slow/x", nil, "slow", "/x"),
      Vector("/session/a/scenario/slow/x", "a", "slow", "/x"),
      Vector("/scenario/slow/session/a/x", "a", "slow", "/x"),
      Vector("/session/a/session/b/x", "a", nil, "/session/b/x"),
      Vector("/scenario/a/scenario/b/x", nil, "a", "/scenario/b/x"),
      Vector("/session/a", "a", nil, ""), Vector("/session//x", "", nil, "/x"),
      Vector("/session/", "", nil, ""), Vector("/session", nil, nil, "/session"),
      Vector("/sessions/a/x", nil, nil, "/sessions/a/x"),
      Vector("/SESSION/a/x", nil, nil, "/SESSION/a/x"), Vector("/s", nil, nil, "/s"),
      Vector("/", nil, nil, "/"), Vector("*", nil, nil, "*"),
    ])
  func finds(vector: Vector) {
    let prefixes = Array(vector.path.utf8).withUnsafeBufferPointer { PathPrefixes($0) }
    #expect(prefixes.session == vector.session)
    #expect(prefixes.scenario == vector.scenario)
    #expect(String(vector.path.dropFirst(prefixes.count)) == vector.rest)
  }
}
