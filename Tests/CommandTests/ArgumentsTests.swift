import CommandInterface
import HTTPTransport
import JimengMock
import Testing

@Suite struct ArgumentsTests {
  private func arguments(
    _ line: String, environment: [String: String] = [:]
  ) throws(CommandFailure) -> Arguments {
    try Arguments(line.split(separator: " ").map(String.init), environment: { environment[$0] })
  }

  private func options(
    _ line: String, environment: [String: String] = [:]
  ) throws(CommandFailure) -> Options {
    try arguments(line, environment: environment).options
  }

  private func expectUsage(
    _ message: String, _ line: String, environment: [String: String] = [:]
  ) {
    do throws(CommandFailure) {
      _ = try arguments(line, environment: environment)
      Issue.record("\(line) was accepted")
    } catch {
      #expect(error.code == .usage && error.message.contains(message), "\(error.message)")
    }
  }

  @Test("serves without a command, with values after a space or an equals sign")
  func serves() throws {
    let read = try arguments("--port 0 --profile=gateway --quiet")
    #expect(read.subcommand == .serve)
    #expect(read.options.mock.port == 0 && read.options.mock.profile == .gateway)
    #expect(read.options.isQuiet && read.options.mock.seed == nil)
  }

  @Test("takes an optional value only with an equals sign")
  func optionalValue() throws {
    #expect(try options("--require-key --port 1").mock.keyRequirement == .any)
    #expect(try options("--require-key=sk-1").mock.keyRequirement == .exactly("sk-1"))
  }

  @Test("what follows -- is the command of exec, its flags and further -- included")
  func command() throws {
    let read = try arguments("exec --seed 1 -- client --seed 2 -- -v")
    #expect(read.subcommand == .exec && read.options.mock.seed == 1)
    #expect(read.operands == ["client", "--seed", "2", "--", "-v"])
  }

  @Test("the command line comes before the environment, the environment before the default")
  func precedence() throws {
    let environment = ["JIMENG_MOCK_PORT": "7", "JIMENG_MOCK_QUIET": "0", "JIMENG_MOCK_SEED": ""]
    #expect(try options("--port 8", environment: environment).mock.port == 8)
    let read = try options("serve", environment: environment)
    #expect(read.mock.port == 7 && !read.isQuiet && read.mock.seed == nil)
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
      ("--profile x", "--profile: 'x' is none of contract, gateway"),
      ("--base-path x", "--base-path: 'x' does not begin with '/'"),
    ])
  func problems(line: String, message: String) {
    expectUsage(message, line)
  }

  @Test("says how to give a value to a flag that can stand alone")
  func optionalValueAfterSpace() {
    let hint = "to give it to --require-key, write --require-key=sk-1"
    expectUsage("'sk-1' is not expected after 'serve'; \(hint)", "--require-key sk-1")
    expectUsage("'sk-1' is not expected before '--'", "exec --require-key sk-1 -- true")
    expectUsage(hint, "exec --require-key sk-1 -- true")
    expectUsage("'page.md' is not expected after 'serve' (", "--require-key --quiet page.md")
  }

  @Test("an IPv6 address may stand in brackets")
  func host() throws {
    #expect(try options("--host [::1]").mock.host == "::1")
    #expect(try options("--host ::1").mock.host == "::1")
  }

  @Test("warns of variables that look like flags and have no effect")
  func unusedVariables() throws {
    func warnings(_ line: String, _ variables: String...) throws -> [String] {
      let words = line.split(separator: " ").map(String.init)
      return try Arguments(words, environment: { _ in nil }, variables: variables).warnings
    }
    #expect(
      try warnings("exec -- x", "JIMENG_MOCK_PROT", "JIMENG_MOCK_XYZZY") == [
        "JIMENG_MOCK_PROT sets no flag; did you mean JIMENG_MOCK_PORT?",
        "JIMENG_MOCK_XYZZY sets no flag",
      ])
    // Another command has the flag; and `exec` itself sets the last one.
    #expect(try warnings("serve", "JIMENG_MOCK_BUDGET", "JIMENG_MOCK_URL") == [])
    #expect(
      try warnings("test", "JIMENG_MOCK_LIVE") == [
        "JIMENG_MOCK_LIVE has no effect: --live must be on the command line"
      ])
    #expect(try warnings("serve", "JIMENG_MOCK_LIVE") == [])
    #expect(try warnings("help", "JIMENG_MOCK_PROT") == [])
  }

  @Test("a value is not read when only the version is asked for")
  func version() throws {
    #expect(try arguments("--port x --version").subcommand == .version)
    #expect(try arguments("serve page.md --help").topic == .serve)
  }

  // MARK: Values

  @Test(
    "numbers are whole and within their bounds",
    arguments: ["-1", "65536", "x", "1.5", "99999999999999999999", "+1x"])
  func numbers(text: String) throws {
    let message = "'\(text)' is not a whole number from 0 to 65535"
    expectUsage("--port: \(message)", "--port \(text)")
    expectUsage(
      "JIMENG_MOCK_PORT: \(message)", "serve", environment: ["JIMENG_MOCK_PORT": text])
  }

  @Test("an empty variable is as good as none")
  func emptyVariable() throws {
    #expect(try options("serve", environment: ["JIMENG_MOCK_PORT": ""]).mock.port == 4310)
  }

  @Test("seconds may have fractions; a time limit never becomes zero")
  func seconds() throws {
    #expect(
      try options("--head-timeout 0.0001").mock.limits.headTimeout == .milliseconds(1))
    expectUsage("--head-timeout: 'inf' is not a number of seconds", "--head-timeout inf")
    #expect(try options("--render-seconds 8.2").mock.renderDuration == .milliseconds(8200))
    expectUsage("--render-seconds: '86401' is not a number", "--render-seconds 86401")
    expectUsage("--time-scale: 'nan' is not a number from 0 to", "--time-scale nan")
  }

  @Test("a base path is taken without the slash at its end")
  func basePath() throws {
    #expect(try options("--base-path /api/").mock.basePath == "/api")
    #expect(try options("contract --base-path /api").mock.basePath == "/api")
  }

  // MARK: Several values

  @Test("a list takes commas, and several flags one after the other")
  func list() throws {
    let read = try options("--chaos a=0.1,b=0.2 --chaos c=0.3")
    #expect(read.mock.chaos == ["a=0.1", "b=0.2", "c=0.3"])
    let environment = ["JIMENG_MOCK_CHAOS": "d=0.4,e=0.5"]
    #expect(try options("serve", environment: environment).mock.chaos == ["d=0.4", "e=0.5"])
    #expect(try options("--chaos a=0.1", environment: environment).mock.chaos == ["a=0.1"])
  }

  @Test("a page can be given several times; in a variable, colons separate them")
  func paths() throws {
    #expect(try options("--spec a,b.md --spec c.yaml").pages == ["a,b.md", "c.yaml"])
    let environment = ["JIMENG_MOCK_SPEC": "a.md:b.yaml"]
    #expect(try options("serve", environment: environment).pages == ["a.md", "b.yaml"])
    #expect(try options("--spec c.md", environment: environment).pages == ["c.md"])
  }

  @Test("the defaults of a server are not those of exec")
  func defaults() throws {
    #expect(try options("serve").mock.port == 4310 && options("serve").mock.log == .text)
    #expect(try options("exec -- x").mock.port == 0 && options("exec -- x").mock.log == .off)
  }
}
