/// One flag of the command line: how it is written and what it is for.
package struct Flag: Sendable {
  package enum Argument: Equatable, Sendable {
    case none
    case required(String)
    /// Given with `=` only, so that the flag can stand alone.
    case optional(String)
  }

  package let name: String
  package let argument: Argument
  package let summary: String
  /// What holds without it, for the help text.
  package let standard: String?
  /// Whether it may be given several times, which means what a list with commas means.
  package let isList: Bool
  /// Whether the environment cannot set it: what costs money is said each time.
  package let isCommandLineOnly: Bool

  init(
    _ name: String, _ argument: Argument, _ summary: String, standard: String? = nil,
    isList: Bool = false, isCommandLineOnly: Bool = false
  ) {
    self.name = name
    self.argument = argument
    self.summary = summary
    self.standard = standard
    self.isList = isList
    self.isCommandLineOnly = isCommandLineOnly
  }

  /// The environment variable that sets it where the command line does not:
  /// `--log-format` is `JIMENG_MOCK_LOG_FORMAT`.
  var environmentName: String {
    "JIMENG_MOCK_"
      + name.dropFirst(2).uppercased().split(separator: "-").joined(separator: "_")
  }
}

extension Flag {
  static let spec = Flag(
    "--spec", .required("FILE"), "the page to enforce: .md, .yaml or .json",
    standard: "the vendor's page, built in")
  static let basePath = Flag(
    "--base-path", .required("PATH"), "serve every operation under this prefix as well")

  static let fixtures = Flag(
    "--fixtures", .required("DIR"), "scenario files to add, or to replace by name")

  /// What `serve` takes.
  static let serve: [Flag] = [
    Flag("--port", .required("N"), "where to listen; 0 lets the system choose", standard: "4310"),
    Flag("--host", .required("ADDRESS"), "the IP address to listen on", standard: "127.0.0.1"),
    Flag("--port-file", .required("FILE"), "write the port there once it listens"),
    spec,
    Flag(
      "--profile", .required("contract|gateway"),
      "enforce all the page says, or what the real gateway is known to check",
      standard: "contract"),
    basePath,
    Flag(
      "--require-key", .optional("KEY"),
      "answer 401 without an API key; with =KEY to any other key too"),
    Flag("--seed", .required("N"), "make the same ids, delays and chaos in every run"),
    Flag(
      "--render-seconds", .required("SECONDS"), "from the submit of a task to its end",
      standard: "30"),
    Flag(
      "--time-scale", .required("N"), "seconds of a task's time in a real one; 0 stops it",
      standard: "1"),
    Flag(
      "--progress-by", .required("time|poll"), "what makes tasks get on: time, or each fetch",
      standard: "time"),
    Flag("--scenario", .required("NAME"), "the scenario of requests that ask for none"),
    Flag(
      "--chaos", .required("NAME=P"), "a scenario that strikes with probability P; repeatable",
      isList: true),
    fixtures,
    Flag(
      "--journal-limit", .required("N"), "requests that a session's journal keeps",
      standard: "1000"),
    Flag(
      "--task-limit", .required("N"), "tasks that a session knows; the oldest finished go first",
      standard: "20000"),
    Flag(
      "--admin-token", .required("TOKEN"),
      "what /__mock asks for; needed off loopback to have it at all"),
    Flag(
      "--log", .required("text|json|off"), "the log on stderr, a line a request", standard: "text"),
    Flag("--quiet", .none, "no banner on stderr"),
    Flag("--body-limit", .required("BYTES"), "a larger body is answered 413", standard: "8388608"),
    Flag(
      "--connection-limit", .required("N"), "more connections are answered 503", standard: "10000"),
    Flag(
      "--head-timeout", .required("SECONDS"), "a slower request head is answered 408",
      standard: "10"),
    Flag(
      "--body-timeout", .required("SECONDS"), "a slower request body is answered 408",
      standard: "30"),
    Flag("--idle-timeout", .required("SECONDS"), "an idle connection is closed", standard: "75"),
  ]

  /// What `exec` takes besides.
  static let exec: [Flag] = [
    Flag("--junit", .required("FILE"), "write a JUnit report there: the command and its requests"),
    Flag("--allow-violations", .none, "tell of violations, and end as the command does anyway"),
  ]

  /// Of the flags of `serve` those that `exec` takes: nobody has to be told the port, and there is
  /// no banner.
  static let serveInExec = serve.filter { !["--port-file", "--quiet"].contains($0.name) }

  /// What `check` takes.
  static let check: [Flag] = [
    spec,
    Flag(
      "--operation", .required("'METHOD PATH'"),
      "the operation whose request bodies are checked, where the page has several"),
    Flag("--json", .none, "tell the findings as JSON"),
  ]

  /// What `test` takes.
  static let test: [Flag] = [
    Flag(
      "--target", .required("mock|URL|FILE.har"),
      "whom to ask: mocks of its own, or the service at a URL; or the answers of a recording",
      standard: "mock"),
    Flag(
      "--live", .none, "needed for a URL: what is sent there may be billed",
      isCommandLineOnly: true),
    Flag(
      "--key", .required("K"),
      "the API key for a URL; in JIMENG_MOCK_KEY no other user of the machine sees it"),
    Flag(
      "--budget", .required("N"), "how many submits a service may bill", standard: "0"),
    Flag(
      "--tier", .required("L0,L1,L2,L3"), "only cases of these tiers; repeatable",
      standard: "all; of a URL without --case L0,L1", isList: true),
    Flag("--case", .required("ID"), "only this case, of those tiers; repeatable", isList: true),
    Flag("--list", .none, "list the cases and send nothing"),
    Flag(
      "--profile", .required("contract|gateway"),
      "hold it to all the page says, or to what the real gateway is known to check",
      standard: "both for mocks, gateway for a service"),
    Flag(
      "--spec", .required("FILE"), "the page from which cases are generated: .md, .yaml or .json",
      standard: "the vendor's page, built in"),
    Flag("--cases", .required("FILE"), "a file of further cases; repeatable", isList: true),
    Flag("--junit", .required("FILE"), "write the results there as JUnit XML"),
    Flag("--json", .required("FILE"), "write the results and the evidence there as JSON"),
    Flag(
      "--har", .required("FILE"),
      "record there what is asked and answered, without the key, as an HTTP Archive"),
    Flag(
      "--timeout", .required("SECONDS"), "how long an answer may take",
      standard: "10 for mocks, 30 for a URL"),
  ]

  /// What `scenarios` takes.
  static let scenarios: [Flag] = [
    fixtures,
    Flag("--json", .none, "as JSON, in the words of /__mock/scenarios"),
  ]

  /// What `contract` takes.
  static let contract: [Flag] = [
    spec,
    basePath,
    Flag("--json", .none, "as OpenAPI 3.0 JSON, in which the prose has become schema"),
  ]
}
