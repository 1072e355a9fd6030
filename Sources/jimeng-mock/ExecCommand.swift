import CommandInterface
import HTTPTransport
import JimengMock
import OpenAPIContract
import Reports

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `jimeng-mock exec -- CMD…`: a mock for as long as one command runs, which finds it through its
/// environment. No port to choose, nothing to wait for, nothing to stop.
struct ExecCommand {
  let options: Options
  /// The words of the command.
  let command: [String]

  /// The key that the command is given, unless `--require-key` asks for another: one that looks
  /// like those of the service and names no scenario.
  private static let apiKey = "sk-mock"

  /// - Returns: the command's own status, as `ChildProcess.wait` has it. Where that is 0, 1 when
  ///   the command sent violations and `--allow-violations` does not let them pass, and 4 when the
  ///   report could not be written.
  func run() throws(CommandFailure) -> Int32 {
    guard !command.isEmpty else {
      throw .usage("exec needs a command: jimeng-mock exec -- CMD…")
    }
    var configuration = options.mock
    configuration.recordsContractUsage = true
    // Requests of what the command left running are not waited for.
    configuration.limits.drainTimeout = .milliseconds(200)
    let services = try PageFile.services(options, failingWith: .couldNotStart)
    configuration.loadedServices = services
    let file = try options.junitFile.map { path throws(CommandFailure) in
      do throws(ReportFile.Failure) {
        return try ReportFile(path, flag: "--junit")
      } catch {
        throw CommandFailure(code: .couldNotStart, message: error.description)
      }
    }
    let signals = BlockedSignals(ChildProcess.signals)
    let mock = try ServeCommand.start(configuration, options)
    let (date, began) = (Date(), ContinuousClock.now)
    let child = try ChildProcess(
      lastWords: command.count, adding: variables(of: mock, configuration),
      signals: signals)
    // Only now: the command is to find the limits as they were.
    ServeCommand.raiseDescriptorLimit()
    let status = child.wait(passingOn: signals)
    // The command may have ended without waiting for its last answer.
    mock.settle()
    let usage = mock.contractUsage ?? ContractUsage()
    ServeCommand.stop(mock)
    let report = ExecReport(
      usage: usage, page: services.flatMap(\.contracts).map(\.name).joined(separator: ", "),
      command: command, status: status, date: date,
      duration: ContinuousClock.now - began)
    return try conclude(report, file)
  }

  /// What tells the command where the mock is.
  private func variables(
    of mock: MockServer, _ configuration: MockConfiguration
  ) -> [(name: String, value: String)] {
    let url = mock.url.absoluteString
    var key = Self.apiKey
    if case .exactly(let required) = configuration.keyRequirement { key = required }
    return [
      ("JIMENG_BASE_URL", url + configuration.basePath), ("JIMENG_API_KEY", key),
      (EnvironmentVariable.mockURL, url),
    ] + ProxyExemption.variables(EnvironmentVariable.value)
  }

  /// The command's own failure comes before whatever else there is to say.
  private func conclude(
    _ report: ExecReport, _ file: ReportFile?
  ) throws(CommandFailure) -> Int32 {
    StandardStream.error.write(report.text)
    do throws(ReportFile.Failure) {
      try file?.write(report.junit.xml)
    } catch {
      guard report.status != 0 else {
        throw CommandFailure(code: .couldNotCheck, message: error.description)
      }
      StandardStream.error.writeLine("jimeng-mock: \(error)")
    }
    guard report.status == 0 else { return report.status }
    let isPassed = report.usage.brokenCount == 0 || options.allowsViolations
    return (isPassed ? ExitCode.fine : .violations).rawValue
  }
}
