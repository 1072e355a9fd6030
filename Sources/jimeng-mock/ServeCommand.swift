import CommandInterface
import Dispatch
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
    var configuration = try arguments.mockConfiguration(port: 4310, log: .text)
    let signals = BlockedSignals([SIGINT, SIGTERM])
    Self.raiseDescriptorLimit()
    let contract = try PageFile.contract(arguments["--spec"], failingWith: .couldNotStart)
    configuration.contract = contract
    let mock = try configuration.startMock()
    if let path = arguments["--port-file"] {
      try ReportFile(path, flag: "--port-file").write(
        "\(mock.port)\n", failingWith: .couldNotStart)
    }
    // Frozen: scripts wait for this line, so it is not buffered and comes after the port file.
    StandardStream.output.write("jimeng-mock ready \(mock.url.absoluteString)\n")
    if arguments["--quiet"] == nil {
      let banner = Banner(
        contract: contract, configuration: configuration, url: mock.url.absoluteString)
      StandardStream.error.write(banner.text)
    }
    _ = signals.next()
    Self.stop(mock)
  }

  // MARK: The process

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
