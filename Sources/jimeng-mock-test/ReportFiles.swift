import CommandInterface
import JimengContract

/// The files that a run's results are written to.
struct ReportFiles {
  private let junit: ReportFile?
  private let json: ReportFile?
  private let har: ReportFile?

  init(_ options: Options) throws(CommandFailure) {
    junit = try Self.file("--junit", options.junitFile)
    json = try Self.file("--json", options.suite.jsonFile)
    har = try Self.file("--har", options.suite.harFile)
  }

  private static func file(
    _ flag: String, _ path: String?
  ) throws(CommandFailure) -> ReportFile? {
    guard let path else { return nil }
    return try ReportFile(flag: flag, path: path)
  }

  func write(_ report: ContractReport) throws(CommandFailure) {
    try junit?.write(report.junit)
    try json?.write(report.json + "\n")
    try har?.write(report.har + "\n")
  }
}
