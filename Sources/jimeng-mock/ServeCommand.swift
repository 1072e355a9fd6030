import CommandInterface
import Dispatch
import HTTPTransport
import JimengMock
import OpenAPIContract

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `jimeng-mock [serve]`: listens until SIGINT or SIGTERM, then drains.
struct ServeCommand {
  let arguments: Arguments

  func run() throws(CommandFailure) {
    let configuration = try Self.configuration(from: arguments)
    let signals = Self.blockStopSignals()
    Self.raiseDescriptorLimit()
    let contract = try PageFile.contract(arguments["--spec"], failingWith: .couldNotStart)
    var complete = configuration
    complete.contract = contract
    let mock: MockServer
    do {
      mock = try MockServer(complete)
    } catch {
      throw Self.startFailure(error)
    }
    if let path = arguments["--port-file"] {
      try Self.writePort(mock.port, to: path)
    }
    // Frozen: scripts wait for this line, so it is not buffered and comes after the port file.
    StandardStream.output.write("jimeng-mock ready \(mock.url.absoluteString)\n")
    if arguments["--quiet"] == nil {
      let banner = Banner(contract: contract, configuration: complete, url: mock.url.absoluteString)
      StandardStream.error.write(banner.text)
    }
    Self.wait(for: signals)
    Self.stop(mock)
  }

  // MARK: Configuration

  private static func configuration(
    from arguments: Arguments
  ) throws(CommandFailure) -> MockConfiguration {
    var configuration = MockConfiguration()
    configuration.host = arguments["--host"] ?? "127.0.0.1"
    guard SocketAddress(host: configuration.host, port: 0) != nil else {
      throw .usage("--host: '\(configuration.host)' is no IP address; names are not looked up")
    }
    configuration.port = try arguments.integer("--port", in: 0...65_535) ?? 4310
    configuration.profile = try arguments.choice("--profile") ?? .contract
    configuration.basePath = try arguments.basePath()
    if let key = arguments["--require-key"] {
      configuration.keyRequirement = key.isEmpty ? .any : .exactly(key)
    }
    configuration.seed = try arguments.integer("--seed", in: 0...UInt64.max)
    try takeTaskFlags(from: arguments, into: &configuration)
    try takeScenarioFlags(from: arguments, into: &configuration)
    configuration.log = try arguments.choice("--log") ?? .text
    configuration.isLogColored = StandardStream.error.isColorTerminal
    configuration.limits = try limits(from: arguments)
    return configuration
  }

  private static func takeTaskFlags(
    from arguments: Arguments, into configuration: inout MockConfiguration
  ) throws(CommandFailure) {
    if let seconds = try arguments.number("--render-seconds", in: 0...86_400) {
      configuration.renderDuration = .microseconds(Int64((seconds * 1_000_000).rounded()))
    }
    configuration.timeScale = try arguments.number("--time-scale", in: 0...1e9) ?? 1
    configuration.progress = try arguments.choice("--progress-by") ?? .time
  }

  private static func takeScenarioFlags(
    from arguments: Arguments, into configuration: inout MockConfiguration
  ) throws(CommandFailure) {
    configuration.scenario = arguments["--scenario"]
    configuration.chaos = arguments.list("--chaos")
    configuration.fixtures = arguments["--fixtures"]
    configuration.journalLimit =
      try arguments.integer("--journal-limit", in: 0...1_000_000) ?? configuration.journalLimit
    configuration.adminToken = arguments["--admin-token"]
  }

  private static func limits(from arguments: Arguments) throws(CommandFailure) -> HTTPLimits {
    var limits = HTTPLimits()
    limits.bodyBytesMax =
      try arguments.integer("--body-limit", in: 1...(1 << 30)) ?? limits.bodyBytesMax
    limits.connectionCountMax =
      try arguments.integer("--connection-limit", in: 1...1_000_000) ?? limits.connectionCountMax
    limits.headTimeout = try arguments.seconds("--head-timeout") ?? limits.headTimeout
    limits.bodyTimeout = try arguments.seconds("--body-timeout") ?? limits.bodyTimeout
    limits.idleTimeout = try arguments.seconds("--idle-timeout") ?? limits.idleTimeout
    return limits
  }

  private static func startFailure(_ error: MockServerError) -> CommandFailure {
    switch error {
    case .page(let reason), .scenarios(let reason):
      CommandFailure(code: .couldNotStart, message: reason)
    case .configuration(let reason): .usage("--\(reason)")
    case .notListening(let reason):
      CommandFailure(
        code: .couldNotStart, message: "\(reason); --port 0 lets the system choose a free port")
    }
  }

  // MARK: The process

  /// Blocked here and in every thread that is started from here, so that `wait` gets them. It must
  /// come before anything starts a thread.
  private static func blockStopSignals() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    return signals
  }

  private static func wait(for signals: sigset_t) {
    var signals = signals
    var received: Int32 = 0
    sigwait(&signals, &received)
  }

  /// Waits on the main thread until the mock has stopped: there is nothing else to run on it.
  private static func stop(_ mock: MockServer) {
    let stopped = DispatchSemaphore(value: 0)
    Task.detached {
      await mock.stop()
      stopped.signal()
    }
    stopped.wait()
  }

  /// Shells often allow 1,024 descriptors where the system allows many more.
  private static func raiseDescriptorLimit() {
    var limit = rlimit()
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(resource, &limit)
  }

  /// Whole or not at all: whoever watches for the file never reads half a number.
  private static func writePort(_ port: UInt16, to path: String) throws(CommandFailure) {
    do {
      try Data("\(port)\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure(
        code: .couldNotStart, message: "--port-file \(path): it cannot be written")
    }
  }
}

extension Arguments {
  /// `/api`, without a slash at its end; empty when not set.
  func basePath() throws(CommandFailure) -> String {
    guard var path = self["--base-path"] else { return "" }
    while path.hasSuffix("/") { path.removeLast() }
    guard path.isEmpty || path.hasPrefix("/") else {
      throw .usage("--base-path: '\(path)' does not begin with '/'")
    }
    return path
  }
}
