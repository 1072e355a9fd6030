import CommandInterface
import Dispatch
import JimengMock
import OpenAPIContract
import Reports

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
    let contract = try PageFile.contract(options.pages, failingWith: .couldNotStart)
    var configuration = options.mock
    configuration.contract = contract
    let mock = try Self.start(configuration)
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
        contract: contract, configuration: configuration, url: mock.url.absoluteString)
      StandardStream.error.write(banner.text)
    }
    _ = signals.next()
    Self.stop(mock)
  }

  // MARK: What `exec` does as well

  /// Starts the mock. An error of its configuration is told as an error of the command line.
  static func start(_ configuration: MockConfiguration) throws(CommandFailure) -> MockServer {
    var configuration = configuration
    configuration.isLogColored = StandardStream.error.isColorTerminal
    do {
      return try MockServer(configuration)
    } catch {
      switch error {
      case .page(let reason), .scenarios(let reason):
        throw CommandFailure(code: .couldNotStart, message: reason)
      case .configuration(let reason): throw .usage(inWordsOfFlags(reason))
      case .notListening(let reason):
        throw CommandFailure(
          code: .couldNotStart, message: "\(reason); --port 0 lets the system choose a free port")
      }
    }
  }

  /// Flags are named for the properties: `adminToken: …` is `--admin-token: …`.
  private static func inWordsOfFlags(_ reason: String) -> String {
    let end = reason.firstIndex(of: ":") ?? reason.startIndex
    if reason[..<end] == "keyRequirement" { return "--require-key" + reason[end...] }
    let flag = reason[..<end].map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }
    return "--" + flag.joined() + reason[end...]
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
  let contract: Contract
  let configuration: MockConfiguration
  let url: String

  var text: String {
    var lines = ["enforcing \(contract.name), profile \(configuration.profile.rawValue)"]
    lines += ContractListing(contract: contract).summary.map { "  \($0)" }
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

  /// A request that is accepted by the vendor's page, ready to paste.
  private var example: String {
    guard let operation = contract.operations.first else { return "curl -i \(url)" }
    guard contract.name == VendorPage.name else {
      return "curl -i -X \(operation.method) \(url)\(operation.plainPath)"
    }
    let body = #"{"prompt":"一只小猪","duration":5,"aspect_ratio":"16:9","cfg_scale":0.5}"#
    return
      "curl \(url)\(operation.plainPath) -H 'Content-Type: application/json' -d '\(body)'"
  }
}
