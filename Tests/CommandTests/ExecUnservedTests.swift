import Foundation
import TestSupport
import Testing

/// What `exec` says of a client that asks for what is not on the page.
@Suite struct ExecUnservedTests {
  /// Runs a command whose client sends these requests to its base URL.
  private func exec(_ flags: [String], _ requests: [(String, String)]) async throws
    -> RunningCommand.End
  {
    let running = try RunningCommand(
      ["exec"] + flags + ["--", "sh", "-c", "echo $JIMENG_BASE_URL; read line; exit 0"])
    let base = running.readLine()
    let client = WebClient(try #require(URL(string: base)))
    for (method, path) in requests { _ = try await client.send(method, path) }
    try running.goOn()
    return running.end()
  }

  @Test("a path that is not on the page, and a method that it has not, are violations")
  func unserved() async throws {
    let end = try await exec(
      [],
      [
        ("POST", "/jimeng/submit/video"), ("GET", "/jimeng/submit/videos"),
        ("POST", "/scenario/slow/session/mine/jimeng/submit/video?x=1"), ("POST", "/v1/other"),
      ])
    let expected = """
      jimeng-mock: requests that break jimeng-submit-videos.md: 4 of 4
        #1, mine#1 POST /jimeng/submit/video
          path: not on the page; did you mean /jimeng/submit/videos?
        #2 GET /jimeng/submit/videos
          method: GET is not one of POST, OPTIONS
        #3 POST /v1/other
          path: not on the page

      """
    #expect(end == RunningCommand.End(status: 1, errors: expected))
  }

  @Test("what a gateway would answer with a web page is a violation all the same")
  func gateway() async throws {
    let end = try await exec(["--profile", "gateway"], [("GET", "/jimeng/submit/videos")])
    #expect(end.status == 1 && end.errors.contains("method: GET is not one of POST"), "\(end)")
  }

  @Test("--allow-violations tells of it and passes the command")
  func allowed() async throws {
    let end = try await exec(["--allow-violations"], [("GET", "/jimeng/submit/videos")])
    #expect(end.status == 0 && end.errors.contains("method: GET is not one of POST"), "\(end)")
  }

  @Test("neither the admin API nor what browsers ask for of themselves is the client's")
  func others() async throws {
    let end = try await exec(
      [],
      [
        ("GET", "/favicon.ico"), ("GET", "/.well-known/x"), ("GET", "/__mock/health"),
        ("GET", "/__mock/nothing"), ("OPTIONS", "/jimeng/submit/videos"),
      ])
    #expect(end.status == 0 && end.errors.contains("no request to the API came"), "\(end)")
  }

  @Test("a long path is cut, and is one kind of request for each such path")
  func bounded() async throws {
    let long = "/" + String(repeating: "x", count: 1000)
    let end = try await exec([], (1...30).map { ("GET", "\(long)\($0)") })
    let lines = end.errors.split(separator: "\n")
    #expect(end.status == 1 && lines.count == 3 && lines.allSatisfy { $0.count < 300 }, "\(end)")
  }
}
