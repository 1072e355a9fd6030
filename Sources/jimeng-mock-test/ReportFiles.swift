import CommandInterface
import JimengContract

/// The files that a run's results are written to.
struct ReportFiles {
  private let junit: ReportFile?
  private let json: ReportFile?
  private let har: ReportFile?

  init(_ arguments: Arguments) throws(CommandFailure) {
    junit = try Self.file("--junit", arguments)
    json = try Self.file("--json", arguments)
    har = try Self.file("--har", arguments)
  }

  private static func file(
    _ flag: String, _ arguments: Arguments
  ) throws(CommandFailure) -> ReportFile? {
    guard let path = arguments[flag] else { return nil }
    return try ReportFile(flag: flag, path: path)
  }

  func write(_ report: ContractReport) throws(CommandFailure) {
    try junit?.write(report.junit)
    try json?.write(report.json + "\n")
    try har?.write(report.har + "\n")
  }
}
