import Foundation
import JimengMock
import Testing

/// The program itself: what it prints and how it ends.
@Suite struct SuiteCommandTests {
  private struct Ending {
    let code: Int32
    let output: String
    let error: String
  }

  private var products: URL { RunningCommand.products }

  private func run(_ words: String...) throws -> Ending {
    try run(products.appendingPathComponent("jimeng-mock-test"), words)
  }

  private func run(_ program: URL, _ words: [String]) throws -> Ending {
    let command = try RunningCommand(words, program: program.path)
    let output = command.readOutput()
    let end = command.end()
    return Ending(code: end.status, output: output, error: end.errors)
  }

  /// A file of its own for each test that wants one.
  private func file(_ text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("case-\(UUID().uuidString).json").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func caseFile(expecting status: String) throws -> String {
    try file(
      #"""
      {"profile": "contract", "cases": [{"id": "mine", "requirement": "r", "source": "s",
      "tier": "L0", "request": {"method": "GET", "path": "/x"}, "expect": {"status": \#(status)}}]}
      """#)
  }

  @Test("jimeng-mock test becomes the program beside it, with the same words")
  func becomes() throws {
    let mock = products.appendingPathComponent("jimeng-mock")
    let words = ["--list", "--case", "prompt-missing"]
    let ending = try run(mock, ["test"] + words)
    #expect(ending.code == 0 && ending.output == "L1  prompt-missing  prompt is required.\n")
    let usage = try run(mock, ["test", "--bogus"])
    #expect(
      usage.code == 2 && usage.error.hasPrefix("jimeng-mock test: there is no flag '--bogus'"))
  }

  @Test("3: without that program it says how to build it")
  func lacksProgram() throws {
    let folder = products.appendingPathComponent("lone-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // A second name and no copy: a file that some process may still write to cannot be run.
    let lone = folder.appendingPathComponent("jimeng-mock")
    try FileManager.default.linkItem(
      at: products.appendingPathComponent("jimeng-mock"), to: lone)
    let ending = try run(lone, ["test"])
    #expect(ending.code == 3 && ending.output.isEmpty)
    #expect(ending.error.contains("build it: swift build --product jimeng-mock-test"))
  }

  @Test("0: all cases passed; the plan comes first, the sum last; no progress without a terminal")
  func passes() throws {
    let ending = try run("--case", "prompt-missing", "--case", "duration-enum")
    #expect(ending.code == 0 && ending.error.isEmpty, "\(ending)")
    #expect(ending.output.hasPrefix("plan: 2 cases (L1 2) against mock, for 16 rules"))
    #expect(ending.output.contains("\n2 cases: 2 passed, 0 failed, 0 could not be checked"))
  }

  @Test("1: a case failed, and is told with its reason")
  func fails() throws {
    let path = try caseFile(expecting: "200")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let ending = try run("--cases", path, "--case", "mine")
    #expect(ending.code == 1)
    #expect(ending.output.contains("failed mine: r\n  status is 404, not 200\n  [s]"))
  }

  @Test("2: a line that is not understood")
  func usage() throws {
    let ending = try run("--target", "https://example.com")
    #expect(ending.code == 2 && ending.output.isEmpty)
    #expect(ending.error.hasPrefix("jimeng-mock test: --target https://example.com: "))
  }

  @Test("3: a case file that is malformed, with file and pointer, or is not there")
  func malformedFile() throws {
    let path = try caseFile(expecting: "\"200\"")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let ending = try run("--cases", path)
    #expect(ending.code == 3 && ending.output.isEmpty)
    #expect(ending.error.contains("\(path): /cases/0/expect/status: "))
    let missing = try run("--cases", "/nowhere/cases.json")
    #expect(missing.code == 3 && missing.error.contains("No such file"))
    let page = try run("--spec", path)
    #expect(page.code == 3 && page.error.contains(path))
    for place in ["/nowhere/junit.xml", "/", FileManager.default.temporaryDirectory.path] {
      let report = try run("--junit", place)
      #expect(report.code == 3 && report.output.isEmpty, "\(place)")
      #expect(report.error.hasPrefix("jimeng-mock test: --junit \(place): it cannot be written: "))
    }
  }

  @Test(
    "a report to stdout leaves the text there, also where stdout is a file",
    arguments: [
      "--junit /dev/stdout >$F", "--junit $F >$F", "--junit /dev/stdout >>$F",
      "--junit /dev/stderr 2>>$F >>$F", "--junit /dev/stdout | cat >$F",
    ])
  func reportToStdout(line: String) throws {
    let path = try file("")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let program = products.appendingPathComponent("jimeng-mock-test").path
    let command = try RunningCommand(
      ["-c", "F='\(path)'; '\(program)' --case prompt-missing \(line)"], program: "/bin/sh")
    _ = command.readOutput()
    #expect(command.end().status == 0)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("plan: 1 case ") && text.contains("1 case: 1 passed"), "\(text)")
    #expect(text.contains("<?xml") && text.contains("</testsuites>"), "\(text)")
  }

  @Test("4: a target that cannot be reached; what else is said does not matter")
  func unreachable() throws {
    // Port 0 is no port that anything listens on.
    let ending = try run("--target", "http://127.0.0.1:0", "--live", "--key", "sk-secret")
    #expect(ending.code == 4)
    #expect(ending.output.contains("could-not-check gateway-fetch-unknown"))
    #expect(!ending.output.contains("sk-secret"))
  }

  @Test("writes the reports, and lists cases without sending any")
  func reports() throws {
    let junit = try file("")
    let json = try file("")
    defer { for path in [junit, json] { try? FileManager.default.removeItem(atPath: path) } }
    let ending = try run("--case", "prompt-missing", "--junit", junit, "--json", json)
    #expect(ending.code == 0)
    let xml = try String(contentsOfFile: junit, encoding: .utf8)
    #expect(xml.contains(#"<testcase classname="contract.L1" name="prompt-missing""#))
    let text = try String(contentsOfFile: json, encoding: .utf8)
    #expect(text.contains(#""result": "passed""#))
    let piped = try run("--case", "prompt-missing", "--json", "/dev/stdout")
    #expect(piped.code == 0 && piped.output.contains(#""result": "passed""#), "\(piped)")
    let list = try run("--list", "--case", "generated/duration/enum/just-missed-7")
    #expect(
      list.output == """
        L1  generated/duration/enum/just-missed-7  The request is refused: duration: 7 is not one \
        of 5, 10.

        """)
  }

  @Test("lists the cases of the tiers that would be sent")
  func lists() throws {
    func tiers(_ words: String...) throws -> Set<String> {
      let ending = try run(
        products.appendingPathComponent("jimeng-mock-test"), ["--list"] + words)
      #expect(ending.code == 0)
      return Set(ending.output.split(separator: "\n").map { String($0.prefix(2)) })
    }
    #expect(try tiers() == ["L0", "L1", "L2", "L3"])
    #expect(try tiers("--tier", "L0,L3") == ["L0", "L3"])
    #expect(try tiers("--target", "https://example.com") == ["L0", "L1"])
    #expect(try tiers("--target", "https://example.com", "--tier", "L2") == ["L2"])
    #expect(
      try tiers("--target", "https://example.com", "--case", "gateway-accepts-valid") == ["L2"])
  }

  @Test("records a run, and judges the recording without a network")
  func recording() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("run-\(UUID().uuidString).har").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let words = ["--case", "prompt-missing", "--case", "duration-enum"]
    let program = products.appendingPathComponent("jimeng-mock-test")
    #expect(try run(program, words + ["--profile", "contract", "--har", path]).code == 0)
    // The archive tells the profile.
    let ending = try run(program, ["--target", path] + words)
    #expect(ending.code == 0, "\(ending)")
    #expect(ending.output.hasPrefix("plan: 2 cases (L1 2) against \(path), for 16 rules"))
    #expect(ending.output.contains("\n2 cases: 2 passed, 0 failed, 0 could not be checked ("))
    let missing = try run("--target", "/nowhere/run.har")
    #expect(missing.code == 3 && missing.error.contains("No such file"))
    let other = try file(#"{"log":1}"#)
    defer { try? FileManager.default.removeItem(atPath: other + ".har") }
    try FileManager.default.moveItem(atPath: other, toPath: other + ".har")
    let broken = try run("--target", other + ".har")
    #expect(broken.code == 3 && broken.error.contains("/log: must be an object"))
  }

  // MARK: Ended from outside

  /// Runs a submit that is billed and never answered, up to the moment when it has been sent.
  private func withSilentService(
    _ words: [String], _ body: (RunningCommand) throws -> Void
  ) async throws {
    var configuration = MockConfiguration()
    configuration.scenario = "never-answers"
    let mock = try await MockServer.start(configuration)
    let line = [
      "--target", mock.url.absoluteString, "--live", "--key", "sk-secret", "--profile", "gateway",
      "--case", "gateway-accepts-valid", "--case", "gateway-accepts-enum", "--budget", "2",
      "--timeout", "600",
    ]
    let program = products.appendingPathComponent("jimeng-mock-test").path
    let command = try RunningCommand(line + words, program: program)
    while mock.journal.requests.isEmpty { await Task.yield() }
    try body(command)
    await mock.stop()
  }

  @Test("128 + N: interrupted, it tells what it knows, also in the reports", arguments: [2, 15])
  func interrupted(signal: Int32) async throws {
    let json = try file("earlier")
    defer { try? FileManager.default.removeItem(atPath: json) }
    try await withSilentService(["--json", json]) { command in
      kill(command.id, signal)
      let output = command.readOutput()
      #expect(command.end().status == 128 + signal)
      #expect(output.contains("interrupted before its answer came"))
      #expect(output.contains("could-not-check 1 more: not sent, the run was stopped"))
      #expect(output.contains("billed submits: at most 1"))
      #expect(output.contains("stopped: it was interrupted"))
    }
    let text = try String(contentsOfFile: json, encoding: .utf8)
    #expect(text.contains(#""billedSubmits": 1"#) && text.contains(#""uncertainSubmits": 1"#))
  }

  @Test("a run that was killed leaves the earlier report as it was")
  func killed() async throws {
    let json = try file("earlier")
    defer { try? FileManager.default.removeItem(atPath: json) }
    try await withSilentService(["--json", json]) { command in
      kill(command.id, SIGKILL)
      #expect(command.end().status == -SIGKILL)
    }
    #expect(try String(contentsOfFile: json, encoding: .utf8) == "earlier")
  }

  @Test("a proxy in the environment is not asked for what is on loopback")
  func proxy() throws {
    let program = products.appendingPathComponent("jimeng-mock-test").path
    for name in ["http_proxy", "all_proxy"] {
      let command = try RunningCommand(
        ["--case", "prompt-missing"], program: program,
        environment: [name: "http://127.0.0.1:1", "no_proxy": "example.com"])
      let output = command.readOutput()
      #expect(command.end().status == 0, "\(output)")
    }
  }
}
