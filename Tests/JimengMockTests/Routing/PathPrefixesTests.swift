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
    "session, scenario, base path and variable stand before the path, each once, in any order",
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
      Vector("/", nil, nil, "/"), Vector("*", nil, nil, "*"), Vector("", nil, nil, ""),
      Vector("/api/v3/x", nil, nil, "/x"), Vector("/BASE_URL/x", nil, nil, "/x"),
      Vector("/api/v3/session/a/BASE_URL/scenario/b/x", "a", "b", "/x"),
      Vector("/BASE_URL/api/v3/x", nil, nil, "/x"), Vector("/api/v3", nil, nil, "/api/v3"),
      Vector("/BASE_URL/BASE_URL/x", nil, nil, "/BASE_URL/x"),
      Vector("/api/v3/api/v3/x", nil, nil, "/api/v3/x"), Vector("/api/x", nil, nil, "/api/x"),
      Vector("/session/%61%2D/x", "a-", nil, "/x"), Vector("/session/a%2Fb/x", "a/b", nil, "/x"),
    ])
  func finds(vector: Vector) {
    let prefixes = Array(vector.path.utf8).withUnsafeBufferPointer {
      PathPrefixes($0, basePath: ContiguousArray("/api/v3".utf8))
    }
    #expect(prefixes.session == vector.session)
    #expect(prefixes.scenario == vector.scenario)
    #expect(String(vector.path.dropFirst(prefixes.count)) == vector.rest)
  }

  @Test(
    "knows where the last of those ends that only choose",
    arguments: [
      ("/api/session/a/x", 14), ("/session/a/api/x", 10), ("/session/a/api/scenario/b/x", 25),
      ("/api/x", 0),
    ])
  func choiceCount(path: String, count: Int) {
    let prefixes = Array(path.utf8).withUnsafeBufferPointer {
      PathPrefixes($0, basePath: ContiguousArray("/api".utf8))
    }
    #expect(prefixes.choiceCount == count)
  }
}
