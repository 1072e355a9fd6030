import Foundation
import TestSupport
import Testing

/// `jimeng-mock exec`, seen from outside. The commands are of sh, which every system has.
@Suite struct ExecCommandTests {
  private func exec(_ flags: [String] = [], _ command: String...) throws -> RunningCommand {
    try RunningCommand(["exec"] + flags + ["--"] + command)
  }

  /// A command that tells what stands in a variable and waits for a line.
  private func telling(_ variable: String, _ flags: String...) throws -> RunningCommand {
    try exec(flags, "sh", "-c", "echo $\(variable); read line; exit 0")
  }

  @discardableResult
  private func submit(to base: String, seconds: Int = 5, prefix: String = "") async throws -> Int {
    let body = #"{"prompt":"x","duration":\#(seconds),"aspect_ratio":"1:1","cfg_scale":0.5}"#
    return try await WebClient(#require(URL(string: base)), prefix: prefix).send(
      "POST", "/jimeng/submit/videos", headers: ["Content-Type": "application/json"], body: body
    ).status
  }

  @Test("the status is the command's", arguments: [0, 1, 2, 77, 255])
  func status(number: Int32) throws {
    #expect(try exec([], "sh", "-c", "exit \(number)").end().status == number)
  }

  @Test(
    "a command that a signal ends is told as a shell tells it",
    arguments: [SIGTERM, SIGKILL, SIGPIPE])
  func killed(number: Int32) throws {
    #expect(try exec([], "sh", "-c", "kill -\(number) $$").end().status == 128 + number)
  }

  @Test(
    "a signal goes on to the command",
    arguments: [
      SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO,
    ])
  func forwards(number: Int32) throws {
    let running = try exec(
      [], "sh", "-c", "ulimit -c 0; echo begun; read line; exit 9")
    #expect(running.readLine() == "begun")
    kill(running.id, number)
    #expect(running.end().status == 128 + number)
  }

  @Test(
    "a command that takes a signal for a wish ends as it wants",
    arguments: [("TERM", SIGTERM), ("WINCH", SIGWINCH), ("CONT", SIGCONT), ("URG", SIGURG)])
  func handled(name: String, number: Int32) throws {
    let script = "trap 'exit 5' \(name); echo begun; while :; do read line || exit 9; done"
    let running = try exec([], "sh", "-c", script)
    #expect(running.readLine() == "begun")
    kill(running.id, number)
    // A shell looks at its traps between two commands.
    try running.goOn()
    #expect(running.end().status == 5)
  }

  @Test("what is not there is 127, what cannot be run 126, and both are told in a line")
  func cannotRun() throws {
    for (name, status) in [("no-such-command", Int32(127)), ("/no/such", 127), ("/", 126)] {
      let end = try exec([], name).end()
      #expect(end.status == status && end.errors.hasPrefix("jimeng-mock: \(name): "), "\(end)")
      #expect(end.errors.split(separator: "\n").count == 1)
    }
  }

  @Test(
    "a line that is not understood is 2",
    arguments: [["exec"], ["exec", "--"], ["exec", "true"], ["exec", "--quiet", "--", "true"]])
  func usage(line: [String]) throws {
    #expect(try RunningCommand(line).end().status == 2)
  }

  @Test("the words of the command come through as they are, flags among them")
  func words() throws {
    let script = #"for word; do echo "$word"; done"#
    let running = try exec([], "sh", "-c", script, "sh", "--port", "", "--", "a  b")
    #expect((0..<4).map { _ in running.readLine() } == ["--port", "", "--", "a  b"])
    #expect(running.end().status == 0)
  }

  @Test("the environment is ours and says where the mock is, in place of what it said before")
  func environment() throws {
    let script = "echo $MARK; echo $JIMENG_API_KEY; echo $JIMENG_MOCK_URL; echo $JIMENG_BASE_URL"
    let running = try RunningCommand(
      ["exec", "--base-path", "/api/", "--require-key=sk-1", "--", "sh", "-c", script],
      environment: ["MARK": "kept", "JIMENG_API_KEY": "a real one"])
    #expect(running.readLine() == "kept" && running.readLine() == "sk-1")
    let url = running.readLine()
    #expect(url.hasPrefix("http://127.0.0.1:"))
    #expect(running.readLine() == url + "/api")
    #expect(running.end().status == 0)
  }

  @Test(
    "what is on loopback is reached past any proxy, besides what was before",
    arguments: [
      ([:], "127.0.0.1,localhost,::1"),
      (["no_proxy": "a.example, localhost"], "a.example, localhost,127.0.0.1,::1"),
      (["NO_PROXY": "a.example"], "a.example,127.0.0.1,localhost,::1"),
      (["NO_PROXY": "a.example", "no_proxy": "*"], "*"),
    ])
  func proxies(before: [String: String], expected: String) throws {
    let variables = ["NO_PROXY": "", "no_proxy": ""].merging(before) { $1 }
    let running = try RunningCommand(
      ["exec", "--", "sh", "-c", #"echo "$no_proxy"; echo "$NO_PROXY""#], environment: variables)
    #expect(running.readLine() == expected)
    let upper = running.readLine()
    #expect(upper == (before["no_proxy"] == "*" ? "a.example,127.0.0.1,localhost,::1" : expected))
    #expect(running.end().status == 0)
  }

  @Test("SIGPIPE ends what writes to nobody, although it is ignored here")
  func pipeSignal() throws {
    let running = try exec([], "sh", "-c", "yes | head -1")
    #expect(running.readLine() == "y")
    #expect(!running.end().errors.contains("Broken pipe"))
  }

  @Test("a good client is passed: status 0, no word")
  func good() async throws {
    let running = try telling("JIMENG_BASE_URL")
    let base = running.readLine()
    #expect(try await submit(to: base) == 200)
    try running.goOn()
    #expect(running.end() == RunningCommand.End(status: 0, errors: ""))
    await #expect(throws: URLError.self) { try await submit(to: base) }
  }

  @Test("violations are 1 and summed up, whatever the session, and after a reset as well")
  func violations() async throws {
    let running = try telling("JIMENG_BASE_URL")
    let base = running.readLine()
    try await submit(to: base)
    for prefix in ["", "/session/mine"] {
      try await submit(to: base, seconds: 7, prefix: prefix)
      let client = WebClient(try #require(URL(string: base)), prefix: prefix)
      _ = try await client.send("POST", "/__mock/reset")
    }
    try running.goOn()
    let expected = """
      jimeng-mock: requests that break jimeng-submit-videos.md: 2 of 3
        #2, mine#1 POST /jimeng/submit/videos
          duration: 7 is not one of 5, 10  [枚举值 5, 10, line 48]

      """
    #expect(running.end() == RunningCommand.End(status: 1, errors: expected))
  }

  @Test("what --profile gateway lets through is a violation all the same")
  func gateway() async throws {
    let running = try telling("JIMENG_BASE_URL", "--profile", "gateway")
    #expect(try await submit(to: running.readLine(), seconds: 7) == 200)
    try running.goOn()
    #expect(running.end().status == 1)
  }

  @Test("--allow-violations tells of them and passes the command")
  func allowed() async throws {
    let running = try telling("JIMENG_BASE_URL", "--allow-violations")
    try await submit(to: running.readLine(), seconds: 7)
    try running.goOn()
    let end = running.end()
    #expect(end.status == 0 && end.errors.contains("duration: 7 is not one of 5, 10"))
  }

  @Test("--junit is written whole, and its place is left clean")
  func junit() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("report.xml")
    let running = try telling("JIMENG_BASE_URL", "--junit", file.path)
    let base = running.readLine()
    for seconds in [5, 7, 7] { try await submit(to: base, seconds: seconds) }
    try running.goOn()
    #expect(running.end().status == 1)
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(#"<testsuites tests="3" failures="1""#), "\(text)")
    #expect(text.contains("<system-out>2 requests: #2, #3</system-out>"), "\(text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["report.xml"])
  }

  @Test(
    "a report that could not be written is 3, and the command is not begun",
    arguments: ["/no/such/folder/report.xml", "/"])
  func junitUnwritable(path: String) throws {
    let running = try exec(["--junit", path], "echo", "begun")
    #expect(running.readOutput() == "")
    let end = running.end()
    #expect(end.status == 3 && end.errors.hasPrefix("jimeng-mock: --junit \(path): "), "\(end)")
  }

  @Test("a report whose folder goes meanwhile is 4, unless the command failed")
  func junitUnwritableAtLast() throws {
    for (status, told) in [(0, Int32(4)), (3, 3)] {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let file = folder.appendingPathComponent("report.xml").path
      let script = "rm -r '\(folder.path)'; exit \(status)"
      let end = try exec(["--junit", file], "sh", "-c", script).end()
      #expect(end.status == told && end.errors.contains("--junit \(file): "), "\(end)")
    }
  }

  @Test("the report before it stays as it was until there is a new one")
  func junitKept() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("old".utf8).write(to: file)
    let running = try exec(["--junit", file.path], "sh", "-c", "cat '\(file.path)'; echo")
    #expect(running.readLine() == "old")
    #expect(running.end().status == 0)
    #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("<?xml"))
  }

  @Test("a stream is added to, be it a file to which the command has written, and not replaced")
  func junitStream() throws {
    let running = try exec(["--junit", "/dev/fd/1"], "echo", "begun")
    #expect(running.readLine() == "begun")
    #expect(running.readOutput().hasPrefix("<?xml"))
    #expect(running.end().status == 0)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    let script = #""$1" exec --junit /dev/fd/1 -- echo begun >"$2""#
    let program = RunningCommand.products.appendingPathComponent("jimeng-mock").path
    let shell = try RunningCommand(["-c", script, "sh", program, file.path], program: "/bin/sh")
    #expect(shell.end().status == 0)
    #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("begun\n<?xml"))
  }

  @Test("a link stays one, and what it leads to is written")
  func junitLink() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let inner = folder.appendingPathComponent("inner")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = inner.appendingPathComponent("report.xml")
    try Data("old".utf8).write(to: file)
    let link = folder.appendingPathComponent("link.xml")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
    #expect(try exec(["--junit", link.path], "true").end().status == 0)
    #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("<?xml"))
    let target = try FileManager.default.destinationOfSymbolicLink(atPath: link.path)
    #expect(target == file.path)
  }

  @Test("the log is there when it is asked for")
  func log() async throws {
    let running = try telling("JIMENG_BASE_URL", "--log", "text")
    try await submit(to: running.readLine())
    try running.goOn()
    #expect(running.end().errors.contains(" #1 POST /jimeng/submit/videos 200"))
  }

  @Test("what the command leaves running is not waited for, and cannot keep the port")
  func grandchild() async throws {
    // The one left behind holds stdin and stdout, and waits for a line.
    let script = "exec 3<&0; { read line <&3; } 2>/dev/null & echo $JIMENG_BASE_URL; exit 3"
    let running = try exec([], "sh", "-c", script)
    let base = running.readLine()
    #expect(running.end().status == 3)
    await #expect(throws: URLError.self) { try await submit(to: base) }
    try running.goOn()
  }
}
