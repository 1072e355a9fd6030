import CommandInterface
import Foundation
import JimengContract

/// The files that a run's results are written to. They are made before anything is sent, so that no
/// run is paid for whose results are lost.
struct ReportFiles {
  private let junit: String?
  private let json: String?

  init(junit: String?, json: String?) throws(CommandFailure) {
    self.junit = junit
    self.json = json
    for path in [junit, json].compactMap({ $0 }) { try Self.write("", to: path) }
  }

  func write(_ report: ContractReport) throws(CommandFailure) {
    if let junit { try Self.write(report.junit, to: junit) }
    if let json { try Self.write(report.json + "\n", to: json) }
  }

  private static func write(_ text: String, to path: String) throws(CommandFailure) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    } catch {
      throw CommandFailure(code: .couldNotStart, message: "\(path): it cannot be written")
    }
  }
}
