import CommandInterface
import HTTPTransport
import JimengMock

/// The flags of a mock, whichever subcommand starts it.
extension Arguments {
  /// How the mock is set up, but for the page.
  /// - Parameters:
  ///   - port: what holds without `--port`.
  ///   - log: what holds without `--log`.
  func mockConfiguration(
    port: UInt16, log: LogFormat
  ) throws(CommandFailure) -> MockConfiguration {
    var configuration = MockConfiguration()
    configuration.host = self["--host"] ?? "127.0.0.1"
    configuration.port = try integer("--port", in: 0...65_535) ?? port
    configuration.profile = try choice("--profile") ?? .contract
    configuration.basePath = try basePath()
    if let key = self["--require-key"] {
      configuration.keyRequirement = key.isEmpty ? .any : .exactly(key)
    }
    configuration.seed = try integer("--seed", in: 0...UInt64.max)
    try takeTaskFlags(into: &configuration)
    try takeScenarioFlags(into: &configuration)
    configuration.log = try choice("--log") ?? log
    configuration.isLogColored = StandardStream.error.isColorTerminal
    configuration.limits = try limits()
    return configuration
  }

  /// `/api`, without a slash at its end; empty when not set.
  func basePath() throws(CommandFailure) -> String {
    guard var path = self["--base-path"] else { return "" }
    while path.hasSuffix("/") { path.removeLast() }
    if let fault = BasePath.fault(of: path) { throw .usage("--base-path: \(fault)") }
    return path
  }

  private func takeTaskFlags(
    into configuration: inout MockConfiguration
  ) throws(CommandFailure) {
    if let seconds = try number("--render-seconds", in: MockConfiguration.renderSecondsRange) {
      configuration.renderDuration = .microseconds(Int64((seconds * 1_000_000).rounded()))
    }
    configuration.timeScale =
      try number("--time-scale", in: MockConfiguration.timeScaleRange) ?? 1
    configuration.progress = try choice("--progress-by") ?? .time
  }

  private func takeScenarioFlags(
    into configuration: inout MockConfiguration
  ) throws(CommandFailure) {
    configuration.scenario = self["--scenario"]
    configuration.chaos = list("--chaos")
    configuration.fixtures = self["--fixtures"]
    configuration.journalLimit =
      try integer("--journal-limit", in: MockConfiguration.journalLimitRange)
      ?? configuration.journalLimit
    configuration.taskLimit =
      try integer("--task-limit", in: MockConfiguration.taskLimitRange)
      ?? configuration.taskLimit
    configuration.adminToken = self["--admin-token"]
  }

  private func limits() throws(CommandFailure) -> HTTPLimits {
    var limits = HTTPLimits()
    limits.bodyBytesMax = try integer("--body-limit", in: 1...(1 << 30)) ?? limits.bodyBytesMax
    limits.connectionCountMax =
      try integer("--connection-limit", in: 1...1_000_000) ?? limits.connectionCountMax
    limits.headTimeout = try seconds("--head-timeout") ?? limits.headTimeout
    limits.bodyTimeout = try seconds("--body-timeout") ?? limits.bodyTimeout
    limits.idleTimeout = try seconds("--idle-timeout") ?? limits.idleTimeout
    return limits
  }
}

extension MockConfiguration {
  /// Starts the mock; what keeps it from starting is told as a fault of the command line.
  func startMock() throws(CommandFailure) -> MockServer {
    do {
      return try MockServer(self)
    } catch {
      throw Self.failure(error)
    }
  }

  private static func failure(_ error: MockServerError) -> CommandFailure {
    switch error {
    case .page(let reason), .scenarios(let reason):
      CommandFailure(code: .couldNotStart, message: reason)
    case .configuration(let reason): .usage(inWordsOfFlags(reason))
    case .notListening(let reason):
      CommandFailure(
        code: .couldNotStart, message: "\(reason); --port 0 lets the system choose a free port")
    }
  }

  /// Most flags are named for the properties: `adminToken: …` is `--admin-token: …`.
  private static func inWordsOfFlags(_ reason: String) -> String {
    let end = reason.firstIndex(of: ":") ?? reason.startIndex
    if reason[..<end] == "keyRequirement" { return "--require-key" + reason[end...] }
    let flag = reason[..<end].map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }
    return "--" + flag.joined() + reason[end...]
  }
}
