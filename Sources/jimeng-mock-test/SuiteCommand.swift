import CommandInterface
import Foundation
import JimengContract
import JimengMock
import OpenAPIContract
import Reports

/// `jimeng-mock test`: builds the suite, says what it will do, does it, and tells what came of it.
struct SuiteCommand {
  let arguments: Arguments

  /// - Returns: the exit status: 128 + N when signal N ended the run, else `violations` when a case
  ///   failed, else `couldNotCheck` when one had no answer that could be judged, else `fine`.
  func run() async throws(CommandFailure) -> Int32 {
    let options = try SuiteOptions(arguments)
    let (service, profile) = try await service(options)
    let suite = try suite(profile)
    let ids = try options.ids(in: suite)
    guard !arguments.options.suite.isList else {
      list(suite.cases.filter { options.tiers.contains($0.tier) && ids?.contains($0.id) ?? true })
      return ExitCode.fine.rawValue
    }
    let reports = try ReportFiles(arguments.options)
    var mocks: [MockServer] = []
    if service == nil {
      mocks = try await SuiteMocks.start(for: suite, contract: customContract())
    }
    var target = service ?? SuiteMocks.target(mocks, suite)
    if let timeout = options.timeout { target.timeout = timeout }
    let plan = ContractPlan(
      suite, target: target, tiers: options.tiers, ids: ids, budget: options.budget)
    StandardStream.output.writeLine(plan.summary)
    let progress = ProgressLine(count: plan.cases.count)
    let isRecorded = arguments.options.suite.harFile != nil
    let (report, signal) = await Interruption.withSignalHandling {
      await ContractRun(plan, isRecorded: isRecorded).run { progress.show($0, $1.id) }
    }
    progress.clear()
    for mock in mocks { await mock.stop() }
    StandardStream.output.writeLine(report.text)
    try reports.write(report)
    return signal.map { 128 + $0 } ?? Self.code(report.verdict).rawValue
  }

  private static func code(_ verdict: CaseVerdict) -> ExitCode {
    switch verdict {
    case .passed: .fine
    case .failed: .violations
    case .couldNotCheck: .couldNotCheck
    }
  }

  // MARK: Target and suite

  /// What a URL stands for, and what it is held to: a mock to its own profile, a service to what is
  /// known of the real one; a recording likewise. No target where mocks are to be started.
  private func service(
    _ options: SuiteOptions
  ) async throws(CommandFailure) -> (target: ContractTarget?, profile: ContractProfile?) {
    switch options.target {
    case .mocks: return (nil, options.profile)
    case .recording(let path):
      let recording = try recording(path)
      return (
        ContractTarget(recording: recording), options.profile ?? recording.profile ?? .gateway
      )
    case .service(let url, let key):
      if !arguments.options.suite.isList, options.profile == nil,
        let (mock, profile) = await ContractTarget.recognizedMock(at: url, key: key)
      {
        return (mock, profile)
      }
      return (ContractTarget(service: url, key: key), options.profile ?? .gateway)
    }
  }

  private func recording(_ path: String) throws(CommandFailure) -> Recording {
    let bytes = try read(path)
    do throws(RecordingError) {
      return try Recording(har: bytes, name: path)
    } catch {
      throw CommandFailure(code: .couldNotStart, message: "\(error)")
    }
  }

  /// A file that is needed before there can be a run.
  private func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    do throws(CommandFailure) {
      return try PageFile.read(path)
    } catch {
      throw CommandFailure(code: .couldNotStart, message: error.message)
    }
  }

  private func suite(_ profile: ContractProfile?) throws(CommandFailure) -> ContractSuite {
    var caseFiles: [(name: String, bytes: [UInt8])] = []
    for path in arguments.options.suite.caseFiles {
      caseFiles.append((path, try read(path)))
    }
    do {
      guard let path = arguments.options.suite.page else {
        return try ContractSuite.builtIn(profile: profile, caseFiles: caseFiles)
      }
      return try ContractSuite(
        page: read(path), name: path, profile: profile, caseFiles: caseFiles)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(code: .couldNotStart, message: "\(error)")
    }
  }

  private func customContract() throws(CommandFailure) -> Contract? {
    guard let path = arguments.options.suite.page else { return nil }
    do {
      return try PageFile.contract(bytes: PageFile.read(path), name: path)
    } catch {
      throw CommandFailure(code: .couldNotStart, message: "\(error)")
    }
  }

  private func list(_ cases: [ContractCase]) {
    let lines = cases.map { "\($0.tier.rawValue)  \($0.id)  \($0.requirement)" }
    StandardStream.output.writeLine(lines.joined(separator: "\n"))
  }
}

/// The files that a run's results are written to. That they can be is found out before the run, so
/// that no run is paid for whose results are lost.
private struct ReportFiles {
  private let junit: ReportFile?
  private let json: ReportFile?
  private let har: ReportFile?

  init(_ options: Options) throws(CommandFailure) {
    do throws(ReportFile.Failure) {
      junit = try Self.file("--junit", options.junitFile)
      json = try Self.file("--json", options.suite.jsonFile)
      har = try Self.file("--har", options.suite.harFile)
    } catch {
      throw CommandFailure(code: .couldNotStart, message: error.description)
    }
  }

  private static func file(
    _ flag: String, _ path: String?
  ) throws(ReportFile.Failure) -> ReportFile? {
    guard let path else { return nil }
    return try ReportFile(path, flag: flag)
  }

  func write(_ report: ContractReport) throws(CommandFailure) {
    do throws(ReportFile.Failure) {
      try junit?.write(report.junit)
      try json?.write(report.json + "\n")
      try har?.write(report.har + "\n")
    } catch {
      throw CommandFailure(code: .couldNotStart, message: error.description)
    }
  }
}
