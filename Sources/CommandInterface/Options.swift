import HTTPTransport
package import JimengMock

/// What the command line and the environment say, with a default for everything they leave out.
package struct Options: Sendable {
  /// How the mock is set up, except for its pages and services.
  package var mock = MockConfiguration()
  /// The pages to enforce; none for the vendor's page, which is built in.
  package var pages: [String] = []
  /// The service files to serve.
  package var services: [String] = []
  package var portFile: String?
  package var isQuiet = false
  package var allowsViolations = false
  package var operation: String?
  /// Whether to print JSON.
  package var isJSON = false
  /// The file for the JUnit report.
  package var junitFile: String?
  package var suite = Suite()
  /// The environment variables that have set flags, by the name of the flag.
  package var variables: [String: String] = [:]

  /// Where the mock listens, as far as the options say it.
  package var url: String { "http://\(mock.host):\(mock.port)" }

  /// What `test` is to do.
  package struct Suite: Sendable {
    package var target = "mock"
    package var isLive = false
    package var key: String?
    package var budget = 0
    package var tiers: [String] = []
    package var cases: [String] = []
    package var isList = false
    /// Nil for the profile that suits the target.
    package var profile: MockProfile?
    /// Nil for the vendor's page.
    package var page: String?
    package var caseFiles: [String] = []
    package var jsonFile: String?
    package var harFile: String?
    /// Nil for the time that suits the target.
    package var timeout: Duration?
  }
}

/// The flags of every command, in the order of the help. A new flag is one row here. If nothing
/// keeps its value yet, it needs a property above as well.
extension Flag {
  package static let all = exec + start + check + scenarios + contract + test

  private static let exec = [
    Flag(
      "--junit", \.junitFile, .text("FILE"),
      "write a JUnit report of the command and its requests to FILE"
    ).of(.exec),
    Flag(
      "--allow-violations", \.allowsViolations, .toggle,
      "report violations, but end with the status of the command"
    ).of(.exec),
  ]

  /// What starts a mock, and what other commands share with that.
  private static let start = [
    Flag(
      "--port", \.mock.port, .integer("N", 0...65_535),
      "port to listen on; 0 lets the system choose one"),
    Flag("--host", \.mock.host, .host, "IP address to listen on"),
    Flag(
      "--port-file", \.portFile, .text("FILE"), "write the port to FILE when the mock listens"
    ).of(.serve),
    Flag(
      "--spec", \.pages, each: .text("PAGE"), .paths, "page to enforce: .md, .yaml or .json"
    ).defaulting(to: "the vendor's page, built in").of(.serve, .exec, .check, .contract),
    Flag(
      "--service", \.services, each: .text("FILE"), .paths,
      "service file to serve: the answers and tasks of another API, with its pages"
    ).of(.serve, .exec, .check, .contract),
    Flag(
      "--variant", \.mock.variant, .text("NAME"),
      "recorded shape of the answers, such as export-2025-05"
    ).of(.serve, .exec),
    Flag(
      "--profile", \.mock.profile, .choice,
      "enforce everything the page says, or only what the real gateway is known to check"),
    Flag(
      "--base-path", \.mock.basePath, .basePath, "serve every operation under this prefix as well"
    ).of(.serve, .exec, .contract),
    Flag(
      "--require-key", \.mock.keyRequirement, .keyRequirement,
      "answer 401 to requests without an API key; with =KEY, to any other key as well"),
    Flag(
      "--seed", \.mock.seed, .integer("N", 0...UInt64.max),
      "repeat the same ids, delays and chaos in every run"),
    Flag(
      "--render-seconds", \.mock.renderDuration, .seconds(MockConfiguration.renderSecondsRange),
      "time of a task from its submit to its end"),
    Flag(
      "--time-scale", \.mock.timeScale, .number("N", MockConfiguration.timeScaleRange),
      "seconds that pass for a task in one real second; 0 stops its time"),
    Flag(
      "--progress-by", \.mock.progress, .choice, "what moves tasks forward: time, or each fetch"),
    Flag(
      "--scenario", \.mock.scenario, .text("NAME"), "scenario for requests that ask for none"),
    Flag(
      "--chaos", \.mock.chaos, each: .text("NAME=P"), .list,
      "apply a scenario to each request with probability P"),
    Flag(
      "--fixtures", \.mock.fixtures, .text("DIR"),
      "folder of scenario files to add, or to replace by name"
    ).of(.serve, .exec, .scenarios),
    Flag(
      "--journal-limit", \.mock.journalLimit, .integer("N", MockConfiguration.journalLimitRange),
      "requests that the journal of a session keeps"),
    Flag(
      "--task-limit", \.mock.taskLimit, .integer("N", MockConfiguration.taskLimitRange),
      "tasks that a session keeps; the oldest finished task goes first"),
    Flag(
      "--admin-token", \.mock.adminToken, .text("TOKEN"),
      "token that /__mock asks for; off loopback, /__mock is closed without one"),
    Flag("--log", \.mock.log, .choice, "log on stderr, one line for each request"),
    Flag("--quiet", \.isQuiet, .toggle, "print no banner on stderr").of(.serve),
    Flag(
      "--body-limit", \.mock.limits.bodyBytesMax, .integer("BYTES", 1...(1 << 30)),
      "answer 413 to a larger body"),
    Flag(
      "--connection-limit", \.mock.limits.connectionCountMax, .integer("N", 1...1_000_000),
      "answer 503 to more connections"),
    Flag("--head-timeout", \.mock.limits.headTimeout, .timeout, "answer 408 to a slower head"),
    Flag("--body-timeout", \.mock.limits.bodyTimeout, .timeout, "answer 408 to a slower body"),
    Flag("--idle-timeout", \.mock.limits.idleTimeout, .timeout, "close an idle connection"),
  ]

  private static let check = [
    Flag(
      "--operation", \.operation, .text("'METHOD PATH'"),
      "operation that the bodies are for, where the page has several"
    ).of(.check),
    Flag("--json", \.isJSON, .toggle, "print the results as JSON").of(.check),
  ]

  private static let scenarios = [
    Flag("--json", \.isJSON, .toggle, "print JSON, as /__mock/scenarios does").of(.scenarios)
  ]

  private static let contract = [
    Flag(
      "--json", \.isJSON, .toggle, "print OpenAPI 3.0 JSON, in which the prose has become schema"
    ).of(.contract)
  ]

  private static let test = [
    Flag(
      "--target", \.suite.target, .text("mock|URL|FILE.har"),
      "what to test: mocks of its own, the service at a URL, or the answers of a recording"),
    Flag(
      "--live", \.suite.isLive, .toggle,
      "needed for a URL: the service may bill what is sent there"
    ).onlyOnCommandLine(),
    Flag(
      "--key", \.suite.key, .text("K"),
      "API key for a URL; other users of the machine cannot see it in JIMENG_MOCK_KEY"),
    Flag(
      "--budget", \.suite.budget, .integer("N", 0...10_000), "submits that the service may bill"),
    Flag(
      "--tier", \.suite.tiers, each: .text("L0,L1,L2,L3"), .list, "run only cases of these tiers"
    ).defaulting(to: "all; L0,L1 for a URL without --case"),
    Flag("--case", \.suite.cases, each: .text("ID"), .list, "run only this case of those tiers"),
    Flag("--list", \.suite.isList, .toggle, "list the cases and send nothing"),
    Flag(
      "--profile", \.suite.profile, .choice,
      "hold it to everything the page says, or only to what the real gateway is known to check"
    ).defaulting(to: "both for mocks, gateway for a service"),
    Flag(
      "--spec", \.suite.page, .text("FILE"),
      "page from which cases are generated: .md, .yaml or .json"
    ).defaulting(to: "the vendor's page, built in"),
    Flag("--cases", \.suite.caseFiles, each: .text("FILE"), .list, "add the cases of this file"),
    Flag("--junit", \.junitFile, .text("FILE"), "write the results to FILE as JUnit XML"),
    Flag(
      "--json", \.suite.jsonFile, .text("FILE"),
      "write the results and the evidence to FILE as JSON"
    ),
    Flag(
      "--har", \.suite.harFile, .text("FILE"),
      "record requests and answers in FILE as an HTTP Archive, without the key"),
    Flag("--timeout", \.suite.timeout, .timeout, "time that an answer may take")
      .defaulting(to: "10 for mocks, 30 for a URL"),
  ].map { $0.of(.test) }
}

// MARK: Values with rules of their own

extension FlagType<String> {
  /// An IP address; one of IPv6 may stand in brackets, as in a URL.
  fileprivate static var host: Self {
    FlagType(form: .value("ADDRESS")) { text in
      text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
    } show: {
      $0
    }
  }

  /// `/api`, without a slash at its end.
  fileprivate static var basePath: Self {
    FlagType(form: .value("PATH")) { text throws(Flag.Problem) in
      var path = text
      while path.hasSuffix("/") { path.removeLast() }
      if let problem = BasePath.fault(of: path) { throw Flag.Problem(problem) }
      return path
    } show: {
      $0.isEmpty ? nil : $0
    }
  }
}

extension FlagType<KeyRequirement> {
  fileprivate static var keyRequirement: Self {
    FlagType(form: .optionalValue("KEY")) {
      $0.isEmpty ? .any : .exactly($0)
    } show: { _ in
      nil
    }
  }
}
