import CommandInterface
import Dispatch
import JimengMock
import OpenAPIContract
import Reports
import StrictJSON

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
  let options: Options

  func run() throws(CommandFailure) {
    let signals = BlockedSignals([SIGINT, SIGTERM])
    Self.raiseDescriptorLimit()
    let services = try PageFile.services(options, failingWith: .couldNotStart)
    var configuration = options.mock
    configuration.loadedServices = services
    let mock = try Self.start(configuration, options)
    if let path = options.portFile {
      do throws(ReportFile.Failure) {
        try ReportFile(path, flag: "--port-file").write("\(mock.port)\n")
      } catch {
        throw CommandFailure(code: .couldNotStart, message: error.description)
      }
    }
    // Scripts wait for this line: it never changes, is not buffered, and follows the port file.
    StandardStream.output.write("jimeng-mock ready \(mock.url.absoluteString)\n")
    if !options.isQuiet {
      let banner = Banner(
        services: services, configuration: configuration, url: mock.url.absoluteString)
      StandardStream.error.write(banner.text)
    }
    _ = signals.next()
    Self.stop(mock)
  }

  // MARK: What `exec` does as well

  /// Starts the mock. An error of its configuration is told as an error of the command line.
  /// - Parameter options: those that the configuration was made of.
  static func start(
    _ configuration: MockConfiguration, _ options: Options
  ) throws(CommandFailure) -> MockServer {
    var configuration = configuration
    configuration.isLogColored = StandardStream.error.isColorTerminal
    do {
      return try MockServer(configuration)
    } catch {
      throw CommandFailure(error, options)
    }
  }

  /// Waits on the main thread until the mock has stopped: there is nothing else to run on it.
  static func stop(_ mock: MockServer) {
    let stopped = DispatchSemaphore(value: 0)
    Task.detached {
      await mock.stop()
      stopped.signal()
    }
    stopped.wait()
  }

  /// Shells often allow 1,024 descriptors where the system allows many more.
  static func raiseDescriptorLimit() {
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
}

/// What `serve` prints on stderr when it is ready.
private struct Banner {
  let services: [Service]
  let configuration: MockConfiguration
  let url: String

  var text: String {
    let contracts = services.flatMap(\.contracts)
    let names = contracts.map(\.name).joined(separator: ", ")
    var lines = ["enforcing \(names), profile \(configuration.profile.rawValue)"]
    lines += contracts.flatMap { ContractListing($0).summary.map { "  \($0)" } }
    if !configuration.basePath.isEmpty {
      lines.append("  everything also under \(configuration.basePath)")
    }
    switch configuration.keyRequirement {
    case .none: break
    case .any: lines.append("  requests need an API key; any key is accepted")
    case .exactly: lines.append("  requests need the API key of --require-key")
    }
    lines.append("try: \(example)")
    return lines.joined(separator: "\n") + "\n"
  }

  /// A request that the first operation accepts, ready to paste.
  private var example: String {
    guard let request = services.lazy.compactMap(\.exampleRequest).first else {
      return "curl -i \(url)"
    }
    guard let body = request.body else {
      return "curl -i -X \(request.method) \(url)\(request.path)"
    }
    let json = JSONWriter.string(body).replacing("'", with: #"'\''"#)
    return
      "curl \(url)\(request.path) -H 'Content-Type: application/json' -d '\(json)'"
  }
}
