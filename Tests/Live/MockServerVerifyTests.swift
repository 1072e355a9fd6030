import JimengMock
import TestSupport
import Testing

@Suite struct MockServerVerifyTests {
  private static let submit = "/jimeng/submit/videos"

  @Test("looks into the session that it is asked about")
  func sessions() async throws {
    try await withMockServer { mock in
      _ = try await WebClient(mock, prefix: "/session/mine").submit()
      #expect(mock.verify("POST", Self.submit, .exactly(0)).isMet)
      #expect(mock.verify("POST", Self.submit, .exactly(1), session: "mine").matched == [1])
      let misnamed = mock.verify("POST", Self.submit, .exactly(0), session: "not a name")
      #expect(misnamed.verdict == .unmet)
      #expect(misnamed.description == "'not a name' is no name of a session")
    }
  }

  @Test("says what is wrong with what is looked for, and what was sent instead")
  func words() async throws {
    try await withMockServer { mock in
      _ = try await WebClient(mock).submit(Submit.body(seconds: 10))
      #expect(
        mock.verify("POST", "jimeng/submit/videos", .exactly(0)).description
          == "/path: must be a path that begins with / and has no query")
      #expect(
        mock.verify("POST", Self.submit, body: ["duration": 5], status: 200).description == """
          expected at least 1 of POST /jimeng/submit/videos with body {"duration":5} answered 200, \
          found 0 among 1 recorded
          closest: request 1, POST /jimeng/submit/videos → 200
            /body/duration: expected 5, was 10
          """)
    }
  }

  @Test("of a mock that has stopped nothing is known, not even that nothing was sent")
  func stopped() async throws {
    let mock = try await MockServer.start()
    await mock.stop()
    let result = mock.verify("POST", Self.submit, .exactly(0))
    #expect(result.verdict == .unknown && !result.isMet)
    #expect(result.description == "the mock has stopped, and its journal went with it")
  }

  @Test("a leaping clock moves the mock's tasks along")
  func leaps() async throws {
    var configuration = MockConfiguration()
    configuration.timeScale = 0
    try await withMockServer(configuration) { mock in
      let client = WebClient(mock)
      let submitted = try await client.submit().text
      let id = try #require(submitted.split(separator: "\"").last { $0.allSatisfy(\.isNumber) })
      #expect(try await client.send("GET", "/jimeng/fetch/\(id)").text.contains("\"0%\""))
      try await mock.leapingClock().sleep(for: .seconds(30))
      #expect(try await client.send("GET", "/jimeng/fetch/\(id)").text.contains("\"100%\""))
    }
  }
}
