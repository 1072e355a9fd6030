import CommandInterface
import Testing

@Suite struct ArgumentsTests {
  private func arguments(
    _ line: String, environment: [String: String] = [:]
  ) throws(CommandFailure) -> Arguments {
    try Arguments(line.split(separator: " ").map(String.init), environment: { environment[$0] })
  }

  @Test("serves without a command, with values after a space or an equals sign")
  func serves() throws {
    let read = try arguments("--port 0 --profile=gateway --quiet")
    #expect(read.subcommand == .serve)
    #expect(read["--port"] == "0" && read["--profile"] == "gateway" && read["--quiet"] == "")
    #expect(read["--seed"] == nil)
  }

  @Test("takes an optional value only with an equals sign")
  func optionalValue() throws {
    #expect(try arguments("--require-key --port 1")["--require-key"] == "")
    #expect(try arguments("--require-key=sk-1")["--require-key"] == "sk-1")
  }

  @Test("what follows -- is the command of exec, its flags and further -- included")
  func command() throws {
    let read = try arguments("exec --seed 1 -- client --seed 2 -- -v")
    #expect(read.subcommand == .exec && read["--seed"] == "1")
    #expect(read.operands == ["client", "--seed", "2", "--", "-v"])
  }

  @Test("the command line comes before the environment, the environment before the default")
  func precedence() throws {
    let environment = ["JIMENG_MOCK_PORT": "7", "JIMENG_MOCK_QUIET": "0", "JIMENG_MOCK_SEED": ""]
    #expect(try arguments("--port 8", environment: environment)["--port"] == "8")
    let read = try arguments("serve", environment: environment)
    #expect(read["--port"] == "7" && read["--quiet"] == nil && read["--seed"] == nil)
  }

  @Test(
    "says what is wrong with a line, and what may have been meant",
    arguments: [
      ("--prot 1", "did you mean --port?"), ("srve", "did you mean serve?"),
      ("--port", "--port needs a value: --port N"), ("--port 1 --port 2", "given twice"),
      ("--quiet=1", "takes no value"), ("serve page.md", "'page.md' is not expected"),
      ("-x", "there is no flag '-x'"), ("check --port 1", "there is no flag '--port'"),
      ("exec true -- true", "'true' is not expected before '--'"),
      ("--require-key=", "--require-key= needs a value, or no '=': --require-key[=KEY]"),
      ("exec --port-file x -- true", "there is no flag '--port-file'"),
    ])
  func faults(line: String, message: String) {
    do {
      _ = try arguments(line)
      Issue.record("\(line) was taken")
    } catch {
      #expect(error.code == .usage && error.message.contains(message), "\(error.message)")
    }
  }

  @Test(
    "numbers are whole and within their bounds",
    arguments: ["-1", "65536", "x", "1.5", "99999999999999999999", "+1x", ""])
  func numbers(text: String) throws {
    let read = try arguments("serve", environment: ["JIMENG_MOCK_PORT": text])
    guard !text.isEmpty else {
      #expect(try read.integer("--port", in: 0...65_535) == Int?.none)
      return
    }
    #expect(throws: CommandFailure.self) { try read.integer("--port", in: 0...65_535) as Int? }
  }

  @Test("seconds may have fractions, and never round down to nothing")
  func seconds() throws {
    #expect(try arguments("--head-timeout 0.0001").seconds("--head-timeout") == .milliseconds(1))
    #expect(throws: CommandFailure.self) {
      try arguments("--head-timeout inf").seconds("--head-timeout")
    }
  }
}
